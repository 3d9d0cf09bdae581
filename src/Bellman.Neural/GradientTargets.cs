namespace Bellman.Neural;

/// <summary>By what a backward pass derives.</summary>
[Flags]
public enum GradientTargets
{
    /// <summary>By the weights and biases.</summary>
    Parameters = 1,

    /// <summary>By the inputs of the network: <see cref="Workspace.InputGradient"/>.</summary>
    Input = 2,

    /// <summary>By both.</summary>
    Both = Parameters | Input,
}
