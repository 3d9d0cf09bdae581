using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>A layer that makes one pixel of each window of an image, channel by channel. It has no parameters.</summary>
public abstract class PoolLayer : Layer
{
    private protected PoolLayer(int kernel, int? stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernel);
        Kernel = kernel;
        Stride = stride ?? kernel;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Stride, nameof(stride));
    }

    /// <summary>The height and width of a window.</summary>
    public int Kernel { get; }

    /// <summary>The distance between windows in both directions.</summary>
    public int Stride { get; }

    internal override bool ReadsChannelsFirst => false;

    internal override bool ReadsChannelsLast => true;

    /// <inheritdoc/>
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ImageShape image = builder.RequireImage(this);
        var shape = new PoolShape(image.Channels, image.Height, image.Width, Kernel, Stride);
        builder.Keep(shape);
        var output = new ImageShape(image.Channels, shape.OutputHeight, shape.OutputWidth);
        builder.SetOutputImage(output, channelsLast: true);
        return output.Size;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        var shape = (PoolShape)context.Plan!;
        for (int row = 0; row < context.Batch; row++)
        {
            Forward(shape, context.Input[(row * context.InputStride)..], context.Output[(row * context.OutputStride)..]);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        if (!context.WantsInputGradient)
        {
            return;
        }

        var shape = (PoolShape)context.Plan!;
        for (int row = 0; row < context.Batch; row++)
        {
            int output = row * context.OutputStride;
            ReadOnlySpan<float> image = context.Input.Slice(row * context.InputStride, shape.InputLength);
            Span<float> gradient = context.InputGradient.Slice(row * context.InputStride, shape.InputLength);
            gradient.Clear();
            AddGradient(shape, image, context.Output[output..], context.OutputGradient[output..], gradient);
            Activations.MultiplyByDerivative(context.InputActivation.Kind, context.InputActivation.Slope, image, gradient);
        }
    }

    private protected abstract void Forward(PoolShape shape, ReadOnlySpan<float> input, Span<float> output);

    private protected abstract void AddGradient(
        PoolShape shape,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient);
}
