namespace Bellman.Neural;

/// <summary>Options of <see cref="Adam"/>; the defaults are those of Kingma and Ba 2015 and PyTorch.</summary>
public record AdamOptions : OptimizerOptions
{
    /// <summary>The decay of the mean of gradients, in [0, 1). Default 0.9.</summary>
    public float Beta1 { get; init => field = Fraction(value); } = 0.9f;

    /// <summary>The decay of the mean of squared gradients, in [0, 1). Default 0.999.</summary>
    public float Beta2 { get; init => field = Fraction(value); } = 0.999f;

    /// <summary>Added to the root of the mean square, positive. Default 1e-8.</summary>
    public float Epsilon { get; init => field = Positive(value); } = 1e-8f;

    /// <summary>Whether to divide by the largest mean square so far instead of the present one: Reddi et al. 2018. Default false.</summary>
    public bool Amsgrad { get; init; }

    /// <inheritdoc/>
    public override Optimizer Create(Parameters parameters) => new Adam(parameters, this);
}
