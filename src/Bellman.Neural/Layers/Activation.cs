using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>An element-wise function that a layer applies to its outputs. The default value is the identity.</summary>
/// <remarks>Every derivative is a function of the output alone, so that no input has to be kept for the backward pass.</remarks>
public readonly record struct Activation
{
    private Activation(ActivationKind kind, float slope = 0f)
    {
        Kind = kind;
        Slope = slope;
    }

    /// <summary>f(x) = x, f'(x) = 1.</summary>
    public static Activation Identity => default;

    /// <summary>f(x) = max(0, x); f'(x) = 1 where x is positive and 0 elsewhere, at 0 too.</summary>
    public static Activation ReLU => new(ActivationKind.ReLU);

    /// <summary>f(x) = tanh(x); f' = 1 - f^2.</summary>
    public static Activation Tanh => new(ActivationKind.Tanh);

    /// <summary>f(x) = 1 / (1 + exp(-x)); f' = f (1 - f).</summary>
    public static Activation Sigmoid => new(ActivationKind.Sigmoid);

    /// <summary>Which function it is.</summary>
    public ActivationKind Kind { get; }

    /// <summary>The slope for negative inputs of <see cref="ActivationKind.LeakyReLU"/>; 0 for all others.</summary>
    public float Slope { get; }

    /// <summary>f(x) = x where x is positive, slope times x elsewhere.</summary>
    /// <param name="slope">The slope for negative inputs, at least 0 and below 1.</param>
    /// <returns>The function.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is outside [0, 1).</exception>
    public static Activation LeakyReLU(float slope = 0.01f)
    {
        if (!(slope >= 0f && slope < 1f))
        {
            throw new ArgumentOutOfRangeException(nameof(slope), slope, "The slope of a leaky ReLU lies in [0, 1).");
        }

        return new(ActivationKind.LeakyReLU, slope);
    }

    /// <inheritdoc/>
    public override string ToString() => Kind == ActivationKind.LeakyReLU ? $"LeakyReLU({Slope})" : Kind.ToString();
}
