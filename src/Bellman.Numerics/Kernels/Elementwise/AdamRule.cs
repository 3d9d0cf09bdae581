namespace Bellman.Numerics;

/// <summary>The numbers of one Adam step, bias corrections folded in.</summary>
public readonly record struct AdamRule
{
    /// <summary>What happens to the gradient first.</summary>
    public required GradientTransform Gradient { get; init; }

    /// <summary>The decay of the mean.</summary>
    public required float Beta1 { get; init; }

    /// <summary>One less the decay of the mean.</summary>
    public required float Beta1Complement { get; init; }

    /// <summary>The decay of the mean square.</summary>
    public required float Beta2 { get; init; }

    /// <summary>One less the decay of the mean square.</summary>
    public required float Beta2Complement { get; init; }

    /// <summary>One over the root of the correction of the mean square.</summary>
    public required float RootScale { get; init; }

    /// <summary>Added to the root of the mean square.</summary>
    public required float Epsilon { get; init; }

    /// <summary>The learning rate over the correction of the mean.</summary>
    public required float StepSize { get; init; }

    /// <summary>The factor of decoupled weight decay, 1 for none.</summary>
    public required float Shrink { get; init; }
}
