namespace Bellman.Agents;

/// <summary>The element-wise functions that hidden layers can be given by name.</summary>
public enum HiddenActivation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>x above zero and 0.01 x below it.</summary>
    LeakyRelu,
}
