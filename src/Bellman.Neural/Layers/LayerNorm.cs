using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// Layer normalization (Ba et al. 2016): each row less its mean <c>m</c> and times <c>s = 1 / sqrt(v + epsilon)</c>, <c>v</c> its
/// variance, then <c>y = f(w n + b)</c> with <c>n = (x - m) s</c>, a weight and a bias for each element.
/// </summary>
/// <remarks>
/// Backward, with <c>g</c> the gradient by the sums before <c>f</c> and <c>h = g w</c>: <c>dw</c> the sum of <c>g n</c> and <c>db</c> that
/// of <c>g</c> over the batch, <c>dx = s (h - mean(h) - n mean(h n))</c>: moving one element moves mean and variance too.
/// </remarks>
public sealed class LayerNorm : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="activation">The function applied to the outputs; the identity by default.</param>
    /// <param name="epsilon">Added to the variance, positive. Default 1e-5, as PyTorch has it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is not positive.</exception>
    public LayerNorm(Activation activation = default, float epsilon = 1e-5f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        Activation = activation;
        Epsilon = epsilon;
    }

    /// <summary>What is added to the variance.</summary>
    public float Epsilon { get; }

    /// <inheritdoc/>
    public override Activation Activation { get; }

    /// <inheritdoc/>
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddVectors(Initializer.Constant(1f), ("weight", builder.InputSize));
        builder.AddVectors(Initializer.Zeros, ("bias", builder.InputSize));
        builder.AddScratch(0, perRow: 2, rowByRow: true);
        if (builder.InputImage is { } image)
        {
            builder.SetOutputImage(image);
        }

        return builder.InputSize;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        NormalizationKernels.Forward(
            context.Batch,
            context.InputSize,
            Epsilon,
            context.Input,
            context.InputStride,
            context.Values(0),
            context.Values(1),
            context.Output,
            context.OutputStride,
            context.Scratch);
        for (int row = 0; row < context.Batch; row++)
        {
            Activations.Apply(Activation.Kind, Activation.Slope, context.Output.Slice(row * context.OutputStride, context.OutputSize));
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        Span<float> weightGradient = context.WantsParameterGradients ? context.Gradients(0) : default;
        Span<float> biasGradient = context.WantsParameterGradients ? context.Gradients(1) : default;
        if (!context.Accumulate)
        {
            weightGradient.Clear();
            biasGradient.Clear();
        }

        NormalizationKernels.Backward(
            context.Batch,
            context.InputSize,
            context.Input,
            context.InputStride,
            context.Scratch,
            context.Values(0),
            context.OutputGradient,
            context.OutputStride,
            weightGradient,
            biasGradient,
            context.WantsInputGradient ? context.InputGradient : default);
        if (context.WantsInputGradient)
        {
            int length = context.Batch * context.InputStride;
            Activations.MultiplyByDerivative(
                context.InputActivation.Kind, context.InputActivation.Slope, context.Input[..length], context.InputGradient[..length]);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"LayerNorm({Activation})";
}
