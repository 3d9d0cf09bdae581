using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>Changes parameters by their gradients. Each step is one pass over the flat arrays; nothing is allocated.</summary>
/// <remarks>
/// The gradient that a rule sees is <c>s (g + 2 lambda w) + d w</c>: L2 of kernels <c>lambda</c>, then the scale <c>s</c> of
/// clipping, then weight decay <c>d</c> where it is not decoupled. Formulas and defaults are PyTorch's.
/// </remarks>
public abstract class Optimizer
{
    private readonly ParameterRange[] _ranges;
    private readonly string[] _stateNames;
    private readonly AlignedBuffer[] _states;

    private protected Optimizer(Parameters parameters, OptimizerOptions options, params string[] stateNames)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        Parameters = parameters;
        Options = options;
        LearningRate = options.LearningRate;
        _ranges = options.KernelL2 > 0f ? [.. parameters.Layout.KernelRanges] : [new ParameterRange(0, parameters.Length, IsKernel: false)];
        _stateNames = stateNames;
        _states = [.. stateNames.Select(_ => new AlignedBuffer(parameters.Length))];
    }

    /// <summary>What it changes.</summary>
    public Parameters Parameters { get; }

    /// <summary>The options it was made with.</summary>
    public OptimizerOptions Options { get; }

    /// <summary>The step size of the next step, positive and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public float LearningRate
    {
        get;
        set => field = value > 0f && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The learning rate is positive and finite.");
    }

    /// <summary>The number of steps done. Part of the state to save; settable to restore it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long StepCount
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The norm of all gradients in the last step before clipping; not a number where the step did not need it.</summary>
    public float GradientNorm { get; private set; } = float.NaN;

    /// <summary>The names of the arrays that make up the state, each as long as <see cref="Parameters.Values"/> and in its order.</summary>
    public IReadOnlyList<string> StateNames => _stateNames;

    /// <summary>One array of the state, for saving and restoring.</summary>
    /// <param name="name">One of <see cref="StateNames"/>.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="ArgumentException">There is no array of that name.</exception>
    public Span<float> State(string name)
    {
        int index = Array.IndexOf(_stateNames, name);
        return index >= 0
            ? _states[index].Span
            : throw new ArgumentException($"There is no state '{name}'; there are: {string.Join(", ", _stateNames)}.", nameof(name));
    }

    /// <summary>Changes the parameters once by their present gradients, clipped as the options say.</summary>
    public void Step()
    {
        float scale = 1f;
        if (!float.IsPositiveInfinity(Options.MaxGradientNorm))
        {
            GradientNorm = Norm();
            scale = Math.Min(1f, Options.MaxGradientNorm / (GradientNorm + 1e-6f));
        }

        Step(scale);
    }

    /// <summary>
    /// Changes the parameters once by their present gradients times a factor, without clipping: for gradients of several networks that are
    /// clipped by their common norm.
    /// </summary>
    /// <param name="gradientScale">The factor.</param>
    public void Step(float gradientScale)
    {
        StepCount++;
        Span<float> values = Parameters.Values;
        Span<float> gradients = Parameters.Gradients;
        foreach (ParameterRange range in _ranges)
        {
            var transform = new GradientTransform(gradientScale, range.IsKernel ? 2f * Options.KernelL2 : 0f, CoupledDecay);
            Update(range.Start, values.Slice(range.Start, range.Length), gradients.Slice(range.Start, range.Length), transform);
        }
    }

    /// <summary>The weight decay that is part of the gradient.</summary>
    private protected virtual float CoupledDecay => Options.WeightDecay;

    private protected Span<float> State(int index, int start, int length) => _states[index].Span.Slice(start, length);

    private protected abstract void Update(int start, Span<float> values, ReadOnlySpan<float> gradients, in GradientTransform transform);

    private float Norm()
    {
        float sum = 0f;
        foreach (ParameterRange range in _ranges)
        {
            Span<float> gradients = Parameters.Gradients.Slice(range.Start, range.Length);
            sum += range.IsKernel
                ? Vectors.SumOfSquaresPlusMultiple(gradients, Parameters.Values.Slice(range.Start, range.Length), 2f * Options.KernelL2)
                : Vectors.SumOfSquares(gradients);
        }

        return MathF.Sqrt(sum);
    }
}
