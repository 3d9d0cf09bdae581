using System.Runtime.Intrinsics;

namespace Bellman.Neural;

/// <summary>A function of the difference between a prediction and its target.</summary>
/// <remarks>The default value is <see cref="MeanSquared"/>.</remarks>
public readonly record struct Loss
{
    private Loss(LossKind kind, float threshold)
    {
        Kind = kind;
        Threshold = threshold;
    }

    /// <summary><c>d^2</c>.</summary>
    public static Loss MeanSquared => default;

    /// <summary><c>|d|</c>; the derivative at 0 is 0.</summary>
    public static Loss Absolute => new(LossKind.Absolute, 0f);

    /// <summary>Which function it is.</summary>
    public LossKind Kind { get; }

    /// <summary>
    /// The difference at which <see cref="LossKind.Huber"/> and <see cref="LossKind.SmoothL1"/> become linear; 0 for the others.
    /// </summary>
    public float Threshold { get; }

    /// <summary>Huber 1964: <c>d^2 / 2</c> where <c>|d|</c> is at most delta, <c>delta (|d| - delta / 2)</c> beyond.</summary>
    /// <param name="delta">Where it becomes linear, positive and finite.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not positive and finite.</exception>
    public static Loss Huber(float delta = 1f) => new(LossKind.Huber, Positive(delta, nameof(delta)));

    /// <summary>
    /// Huber's function over its threshold (Girshick 2015): <c>d^2 / (2 beta)</c> where <c>|d|</c> is below beta,
    /// <c>|d| - beta / 2</c> beyond.
    /// </summary>
    /// <param name="beta">Where it becomes linear, positive and finite.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive and finite.</exception>
    public static Loss SmoothL1(float beta = 1f) => new(LossKind.SmoothL1, Positive(beta, nameof(beta)));

    /// <summary>The loss of one difference.</summary>
    /// <param name="difference">Prediction less target.</param>
    /// <returns>The loss.</returns>
    public float Value(float difference)
    {
        Vector128<float> d = Vector128.CreateScalar(difference);
        Vector128<float> threshold = Vector128.Create(Threshold);
        Vector128<float> result = Kind switch
        {
            LossKind.MeanSquared => LossFunctions.MeanSquared.Value(d, threshold),
            LossKind.Absolute => LossFunctions.Absolute.Value(d, threshold),
            LossKind.Huber => LossFunctions.Huber.Value(d, threshold),
            _ => LossFunctions.SmoothL1.Value(d, threshold),
        };
        return result.ToScalar();
    }

    /// <summary>The derivative of <see cref="Value"/>.</summary>
    /// <param name="difference">Prediction less target.</param>
    /// <returns>The derivative by the prediction.</returns>
    public float Derivative(float difference)
    {
        Vector128<float> d = Vector128.CreateScalar(difference);
        Vector128<float> threshold = Vector128.Create(Threshold);
        Vector128<float> result = Kind switch
        {
            LossKind.MeanSquared => LossFunctions.MeanSquared.Derivative(d, threshold),
            LossKind.Absolute => LossFunctions.Absolute.Derivative(d, threshold),
            LossKind.Huber => LossFunctions.Huber.Derivative(d, threshold),
            _ => LossFunctions.SmoothL1.Derivative(d, threshold),
        };
        return result.ToScalar();
    }

    private static float Positive(float value, string name) =>
        value > 0f && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "The threshold is positive and finite.");
}
