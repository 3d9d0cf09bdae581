using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// Stochastic gradient descent: <c>w -= rate * g</c>; with momentum <c>b = momentum * b + g</c>, <c>w -= rate * b</c>, or, by Nesterov,
/// <c>w -= rate * (g + momentum * b)</c>.
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly SgdOptions _options;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What it will change.</param>
    /// <param name="options">The options.</param>
    public Sgd(Parameters parameters, SgdOptions options)
        : base(parameters, options, options is { Momentum: > 0f } ? ["velocity"] : []) => _options = options;

    private protected override void Update(int start, Span<float> values, ReadOnlySpan<float> gradients, in GradientTransform transform)
    {
        var rule = new SgdRule
        {
            Gradient = transform,
            StepSize = LearningRate,
            Momentum = _options.Momentum,
            Nesterov = _options.Nesterov,
        };
        OptimizerPasses.Sgd(rule, values, gradients, _options.Momentum > 0f ? State(0, start, values.Length) : default);
    }
}
