using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>Fills a weight matrix or a bias vector before training.</summary>
/// <remarks>
/// Uniform draws are <c>low + (high - low) u</c> with <c>u</c> in [0, 1) of 53 bits; normal draws are the generator's ziggurat.
/// </remarks>
public abstract class Initializer
{
    /// <summary>Uniform in +-1/sqrt(fan-in), for weights and biases alike: the default of PyTorch's <c>Linear</c>.</summary>
    public static Initializer FanInUniform { get; } = new UniformInitializer(tensor => 1.0 / Math.Sqrt(tensor.FanIn));

    /// <summary>Uniform in +-sqrt(6 / (fan-in + fan-out)): Glorot and Bengio 2010, equation 16; Keras's default for weights.</summary>
    public static Initializer GlorotUniform { get; } = new UniformInitializer(tensor => Math.Sqrt(6.0 / (tensor.FanIn + tensor.FanOut)));

    /// <summary>Normal with variance 2 / (fan-in + fan-out): Glorot and Bengio 2010.</summary>
    public static Initializer GlorotNormal { get; } = new NormalInitializer(tensor => Math.Sqrt(2.0 / (tensor.FanIn + tensor.FanOut)));

    /// <summary>Uniform in +-sqrt(6 / fan-in): He et al. 2015, for ReLU.</summary>
    public static Initializer HeUniform { get; } = new UniformInitializer(tensor => Math.Sqrt(6.0 / tensor.FanIn));

    /// <summary>Normal with variance 2 / fan-in: He et al. 2015, for ReLU.</summary>
    public static Initializer HeNormal { get; } = new NormalInitializer(tensor => Math.Sqrt(2.0 / tensor.FanIn));

    /// <summary>All zero.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0f);

    /// <summary>All equal.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The initialiser.</returns>
    public static Initializer Constant(float value) => new ConstantInitializer(value);

    /// <summary>Uniform in [-limit, limit).</summary>
    /// <param name="limit">The limit, at least 0.</param>
    /// <returns>The initialiser.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is negative or not finite.</exception>
    public static Initializer Uniform(float limit)
    {
        CheckFinite(limit, nameof(limit));
        return new UniformInitializer(_ => limit);
    }

    /// <summary>Normal with mean 0.</summary>
    /// <param name="standardDeviation">The standard deviation, at least 0.</param>
    /// <returns>The initialiser.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="standardDeviation"/> is negative or not finite.</exception>
    public static Initializer Normal(float standardDeviation)
    {
        CheckFinite(standardDeviation, nameof(standardDeviation));
        return new NormalInitializer(_ => standardDeviation);
    }

    /// <summary>
    /// A random matrix with orthonormal rows or columns, whichever are fewer, times a gain: Saxe et al. 2014. Policy gradient
    /// agents use a gain of sqrt(2) in hidden layers, 0.01 for the policy and 1 for the value.
    /// </summary>
    /// <param name="gain">The factor, at least 0.</param>
    /// <returns>The initialiser.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is negative or not finite.</exception>
    public static Initializer Orthogonal(float gain = 1f)
    {
        CheckFinite(gain, nameof(gain));
        return new OrthogonalInitializer(gain);
    }

    /// <summary>Draws the elements of one tensor.</summary>
    /// <param name="values">Receives the elements, row-major <c>[outputs, inputs]</c>.</param>
    /// <param name="tensor">The tensor, for its sizes.</param>
    /// <param name="generator">The stream that the draws are taken from.</param>
    public abstract void Fill(Span<float> values, ParameterTensor tensor, Pcg64 generator);

    private static void CheckFinite(float value, string name)
    {
        if (!(value >= 0f && float.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be finite and not negative.");
        }
    }
}
