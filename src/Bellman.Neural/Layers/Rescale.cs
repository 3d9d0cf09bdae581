using System.Numerics;
using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// Multiplies everything by a fixed number: pixels by 1/255, so that a network begins with inputs of the size that its initial weights are made for.
/// It has no parameters; images stay images.
/// </summary>
public sealed class Rescale : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="factor">What to multiply by, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite.</exception>
    public Rescale(float factor)
    {
        if (!float.IsFinite(factor)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor must be finite.");
        Factor = factor;
    }

    /// <summary>What is multiplied by.</summary>
    public float Factor { get; }

    /// <inheritdoc/>
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.InputImage is { } image) builder.SetOutputImage(image);
        return builder.InputSize;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        int length = context.Batch * context.InputStride;
        Multiply(context.Input[..length], context.Output[..length]);
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        if (!context.WantsInputGradient) return;
        int length = context.Batch * context.InputStride;
        Multiply(context.OutputGradient[..length], context.InputGradient[..length]);
        Activations.MultiplyByDerivative(
            context.InputActivation.Kind, context.InputActivation.Slope, context.Input[..length], context.InputGradient[..length]);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Rescale({Factor})");

    private void Multiply(ReadOnlySpan<float> values, Span<float> products)
    {
        int at = 0;
        for (; at <= values.Length - Vector<float>.Count; at += Vector<float>.Count)
            (new Vector<float>(values[at..]) * Factor).CopyTo(products[at..]);
        for (; at < values.Length; at++) products[at] = values[at] * Factor;
    }
}
