using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// Adam (Kingma and Ba 2015): <c>m = b1 m + (1 - b1) g</c>, <c>v = b2 v + (1 - b2) g^2</c>,
/// <c>w -= rate / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + epsilon)</c>. With <see cref="AdamWOptions"/> the weight decay is decoupled.
/// </summary>
public sealed class Adam : Optimizer
{
    private readonly AdamOptions _options;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What it will change.</param>
    /// <param name="options">The options; <see cref="AdamWOptions"/> for decoupled weight decay.</param>
    public Adam(Parameters parameters, AdamOptions options)
        : base(parameters, options, Names(options)) => _options = options;

    private protected override float CoupledDecay => _options is AdamWOptions ? 0f : _options.WeightDecay;

    private protected override void Update(int start, Span<float> values, ReadOnlySpan<float> gradients, in GradientTransform transform)
    {
        double correction1 = 1.0 - Math.Pow(_options.Beta1, StepCount);
        double correction2 = 1.0 - Math.Pow(_options.Beta2, StepCount);
        var rule = new AdamRule
        {
            Gradient = transform,
            Beta1 = _options.Beta1,
            Beta1Complement = (float)(1.0 - (double)_options.Beta1),
            Beta2 = _options.Beta2,
            Beta2Complement = (float)(1.0 - (double)_options.Beta2),
            RootScale = (float)(1.0 / Math.Sqrt(correction2)),
            Epsilon = _options.Epsilon,
            StepSize = (float)(LearningRate / correction1),
            Shrink = _options is AdamWOptions ? (float)(1.0 - ((double)LearningRate * _options.WeightDecay)) : 1f,
        };
        Span<float> mean = State(0, start, values.Length);
        Span<float> square = State(1, start, values.Length);
        OptimizerPasses.Adam(rule, values, gradients, mean, square, _options.Amsgrad ? State(2, start, values.Length) : default);
    }

    private static string[] Names(AdamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Amsgrad ? ["mean", "square", "largest_square"] : ["mean", "square"];
    }
}
