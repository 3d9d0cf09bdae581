using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// RMSprop (Tieleman and Hinton 2012): <c>v = a v + (1 - a) g^2</c>, <c>w -= rate * g / (sqrt(v) + epsilon)</c>; centered,
/// <c>v</c> less the square of the gradients' mean; with momentum, the quotients are summed as <c>b = momentum * b + quotient</c>
/// and <c>w -= rate * b</c>.
/// </summary>
public sealed class RmsProp : Optimizer
{
    private readonly RmsPropOptions _options;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What it will change.</param>
    /// <param name="options">The options.</param>
    public RmsProp(Parameters parameters, RmsPropOptions options)
        : base(parameters, options, Names(options)) => _options = options;

    private protected override void Update(int start, Span<float> values, ReadOnlySpan<float> gradients, in GradientTransform transform)
    {
        var rule = new RmsPropRule
        {
            Gradient = transform,
            Alpha = _options.Alpha,
            AlphaComplement = (float)(1.0 - (double)_options.Alpha),
            Epsilon = _options.Epsilon,
            StepSize = LearningRate,
            Momentum = _options.Momentum,
        };
        Span<float> mean = _options.Centered ? State(1, start, values.Length) : default;
        Span<float> velocity = _options.Momentum > 0f ? State(_options.Centered ? 2 : 1, start, values.Length) : default;
        OptimizerPasses.RmsProp(rule, values, gradients, State(0, start, values.Length), mean, velocity);
    }

    private static string[] Names(RmsPropOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> names = ["square"];
        if (options.Centered)
        {
            names.Add("mean");
        }

        if (options.Momentum > 0f)
        {
            names.Add("velocity");
        }

        return [.. names];
    }
}
