namespace Bellman.Neural;

/// <summary>Options of <see cref="Sgd"/>.</summary>
public sealed record SgdOptions : OptimizerOptions
{
    /// <summary>The part of the last step that is done again, in [0, 1). Default 0.</summary>
    public float Momentum { get; init => field = Fraction(value); }

    /// <summary>Whether the gradient is looked up ahead of the momentum (Nesterov 1983, in PyTorch's form). Default false.</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override Optimizer Create(Parameters parameters) => new Sgd(parameters, this);
}
