namespace Bellman.Numerics;

/// <summary>The numbers of one RMSprop step.</summary>
public readonly record struct RmsPropRule
{
    /// <summary>What happens to the gradient first.</summary>
    public required GradientTransform Gradient { get; init; }

    /// <summary>The decay of the means.</summary>
    public required float Alpha { get; init; }

    /// <summary>One less the decay of the means.</summary>
    public required float AlphaComplement { get; init; }

    /// <summary>Added to the root of the mean square.</summary>
    public required float Epsilon { get; init; }

    /// <summary>The learning rate.</summary>
    public required float StepSize { get; init; }

    /// <summary>The part of the last step that is done again.</summary>
    public required float Momentum { get; init; }
}
