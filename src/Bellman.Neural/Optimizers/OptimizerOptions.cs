using System.Runtime.CompilerServices;

namespace Bellman.Neural;

/// <summary>What all optimizers have in common.</summary>
public abstract record OptimizerOptions
{
    /// <summary>
    /// The step size, positive and finite. It can be changed between steps: <see cref="Optimizer.LearningRate"/>. Default 0.001.
    /// </summary>
    public float LearningRate { get; init => field = Positive(value); } = 1e-3f;

    /// <summary>Decay of all parameters, biases too, at least 0: see each optimizer for how it enters. Default 0.</summary>
    public float WeightDecay { get; init => field = NotNegative(value); }

    /// <summary>
    /// L2 regularisation of weights without biases, at least 0: <c>lambda * sum(w^2)</c> is added to the loss and so
    /// <c>2 lambda w</c> to the gradient, before clipping, as Keras's <c>kernel_regularizer=l2(lambda)</c> does. Default 0.
    /// </summary>
    public float KernelL2 { get; init => field = NotNegative(value); }

    /// <summary>
    /// The largest common norm of all gradients; a larger gradient is scaled by <c>maximum / (norm + 1e-6)</c>, as PyTorch's
    /// <c>clip_grad_norm_</c> does. Positive; infinity, the default, means no clipping.
    /// </summary>
    public float MaxGradientNorm
    {
        get;
        init => field = value > 0f
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxGradientNorm), value, "The largest norm is positive.");
    }
    = float.PositiveInfinity;

    /// <summary>Makes an optimizer with these options.</summary>
    /// <param name="parameters">What it will change.</param>
    /// <returns>The optimizer, its state zero.</returns>
    public abstract Optimizer Create(Parameters parameters);

    private protected static float Positive(float value, [CallerMemberName] string name = "") =>
        value > 0f && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is positive and finite.");

    private protected static float NotNegative(float value, [CallerMemberName] string name = "") =>
        value >= 0f && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is finite and not negative.");

    private protected static float Fraction(float value, [CallerMemberName] string name = "") =>
        value >= 0f && value < 1f ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} lies in [0, 1).");
}
