namespace Bellman.Numerics;

/// <summary>The numbers of one step of gradient descent.</summary>
public readonly record struct SgdRule
{
    /// <summary>What happens to the gradient first.</summary>
    public required GradientTransform Gradient { get; init; }

    /// <summary>The learning rate.</summary>
    public required float StepSize { get; init; }

    /// <summary>The part of the last step that is done again.</summary>
    public required float Momentum { get; init; }

    /// <summary>Whether the momentum is applied once ahead.</summary>
    public required bool Nesterov { get; init; }
}
