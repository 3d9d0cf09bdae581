namespace Bellman.Neural;

/// <summary>Options of <see cref="RmsProp"/>; the defaults are PyTorch's.</summary>
public sealed record RmsPropOptions : OptimizerOptions
{
    /// <summary>Makes the options; the learning rate is 0.01 unless stated.</summary>
    public RmsPropOptions() => LearningRate = 1e-2f;

    /// <summary>The decay of the mean of squared gradients, in [0, 1). Default 0.99.</summary>
    public float Alpha { get; init => field = Fraction(value); } = 0.99f;

    /// <summary>Added to the root of the mean square, positive. Default 1e-8.</summary>
    public float Epsilon { get; init => field = Positive(value); } = 1e-8f;

    /// <summary>The part of the last step that is done again, in [0, 1). Default 0.</summary>
    public float Momentum { get; init => field = Fraction(value); }

    /// <summary>
    /// Whether the mean gradient's square is subtracted from the mean square, which makes it a variance (Graves 2013). Default
    /// false.
    /// </summary>
    public bool Centered { get; init; }

    /// <inheritdoc/>
    public override Optimizer Create(Parameters parameters) => new RmsProp(parameters, this);
}
