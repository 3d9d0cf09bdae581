using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// Turns images from channels first to channels last or back. A network puts it between layers that want different orders; it has no
/// parameters and is not among <see cref="Network.Layers"/>.
/// </summary>
/// <param name="channelsLast">Whether the outputs are channels last.</param>
/// <param name="activation">
/// The function that made the inputs, and so the outputs: the layer behind multiplies by its derivative, and the gradient that comes
/// back here needs no more than its order changed.
/// </param>
internal sealed class ImageReorder(bool channelsLast, Activation activation) : Layer
{
    public override Activation Activation { get; } = activation;

    internal override bool ReadsChannelsFirst => channelsLast;

    internal override bool ReadsChannelsLast => !channelsLast;

    public override int Build(LayerBuilder builder)
    {
        ImageShape image = builder.RequireImage(this);
        builder.Keep(image);
        builder.SetOutputImage(image, channelsLast);
        return image.Size;
    }

    public override void Forward(in LayerContext context) =>
        Move(context, channelsLast, context.Input, context.InputStride, context.Output, context.OutputStride);

    public override void Backward(in LayerContext context)
    {
        if (context.WantsInputGradient)
        {
            Move(context, !channelsLast, context.OutputGradient, context.OutputStride, context.InputGradient, context.InputStride);
        }
    }

    private static void Move(
        in LayerContext context, bool toChannelsLast, ReadOnlySpan<float> from, int fromStride, Span<float> to, int toStride)
    {
        var image = (ImageShape)context.Plan!;
        int pixels = image.Height * image.Width;
        for (int row = 0; row < context.Batch; row++)
        {
            if (toChannelsLast)
            {
                ImageOrders.ToChannelsLast(image.Channels, pixels, from[(row * fromStride)..], to[(row * toStride)..]);
            }
            else
            {
                ImageOrders.ToChannelsFirst(image.Channels, pixels, from[(row * fromStride)..], to[(row * toStride)..]);
            }
        }
    }
}
