using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// A convolution over images (a cross-correlation, as everywhere in this field): output channel <c>f</c> at position <c>(i, j)</c> is
/// <c>a(b_f + sum over c, u, v of W[f, c, u, v] x[c, i s + u - p, j s + v - p])</c> with stride <c>s</c>, <c>p</c> zeros around the image
/// and the activation function <c>a</c>.
/// </summary>
/// <remarks>
/// <para>
/// A network whose input is an <see cref="ImageShape"/> tells the layer the shape of its images. Rows of a network's input hold images
/// channel by channel, and so does whatever leaves the convolutions for other layers; between convolutions channels are last, so that the
/// channels of a pixel are neighbours.
/// </para>
/// <para>
/// Backward, with <c>g</c> the gradient by the sums: <c>dW[f, c, u, v]</c> is the sum of <c>g[f, i, j] x[c, i s + u - p, j s + v - p]</c>
/// over positions and batch, <c>db_f</c> that of <c>g[f, i, j]</c>; <c>dx[c, y, x]</c> the sum of <c>g[f, i, j] W[f, c, u, v]</c> over all
/// filters and the positions with <c>i s + u - p = y</c>, <c>j s + v - p = x</c>.
/// </para>
/// </remarks>
public sealed class Conv2D : Layer
{
    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;

    /// <summary>Describes the layer.</summary>
    /// <param name="filters">The number of output channels, positive.</param>
    /// <param name="kernel">The height and width of the kernel, positive, at most those of the image with its zeros.</param>
    /// <param name="stride">The distance between positions in both directions, positive. Default 1.</param>
    /// <param name="activation">The function applied to the outputs; the identity by default.</param>
    /// <param name="padding">The number of zeros on each side of the image, from 0 to below the kernel's size. Default 0.</param>
    /// <param name="kernelInitializer">Fills the weights; by default uniform in +-1/sqrt(fan-in), as PyTorch does.</param>
    /// <param name="biasInitializer">Fills the biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Conv2D(
        int filters,
        int kernel,
        int stride = 1,
        Activation activation = default,
        int padding = 0,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(filters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernel);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(padding, kernel);
        Filters = filters;
        Kernel = kernel;
        Stride = stride;
        Padding = padding;
        Activation = activation;
        _kernelInitializer = kernelInitializer ?? Initializer.FanInUniform;
        _biasInitializer = biasInitializer ?? Initializer.FanInUniform;
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>The height and width of the kernel.</summary>
    public int Kernel { get; }

    /// <summary>The distance between positions.</summary>
    public int Stride { get; }

    /// <summary>The number of zeros on each side of the image.</summary>
    public int Padding { get; }

    /// <inheritdoc/>
    public override Activation Activation { get; }

    internal override bool ReadsChannelsLast => true;

    /// <inheritdoc/>
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ImageShape image = builder.RequireImage(this);
        var shape = new ConvolutionShape(
            image.Channels, image.Height, image.Width, builder.InputChannelsLast, Filters, Kernel, Stride, Padding);
        builder.Keep(shape);
        builder.AddFilters("weight", Filters, image.Channels, Kernel * Kernel, builder.InputChannelsLast, _kernelInitializer);
        builder.AddBiases("bias", Filters, shape.PatchLength, _biasInitializer);
        builder.AddScratch(shape.TransposedLength, shape.BorderedLength);
        var output = new ImageShape(Filters, shape.OutputHeight, shape.OutputWidth);
        builder.SetOutputImage(output, channelsLast: true);
        return output.Size;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        ConvolutionPass pass = Pass(context);
        if (Padding > 0)
        {
            ConvolutionKernels.Border(pass.Shape, context.Batch, context.Input, context.InputStride, Bordered(context, pass.Shape));
        }

        ReadOnlySpan<float> patches = Patches(context, ref pass);
        ConvolutionKernels.Forward(pass, patches, context.Values(0), context.Values(1), context.Output);
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        ConvolutionPass pass = Pass(context);
        if (context.WantsInputGradient)
        {
            ConvolutionKernels.InputGradient(
                pass, context.OutputGradient, context.Values(0), context.Input, context.InputGradient, context.Scratch);
        }

        if (context.WantsParameterGradients)
        {
            ReadOnlySpan<float> patches = Patches(context, ref pass);
            ConvolutionKernels.WeightGradient(
                pass, patches, context.OutputGradient, context.Gradients(0), context.Gradients(1), context.Accumulate);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Conv2D({Filters}, {Kernel}x{Kernel}/{Stride}{(Padding > 0 ? $" padded {Padding}" : "")}, {Activation})";

    private static Span<float> Bordered(in LayerContext context, ConvolutionShape shape) =>
        context.Scratch[AlignedBuffer.Pad(shape.TransposedLength)..];

    /// <summary>The images that patches are taken from: the inputs, or the inputs with their border.</summary>
    private static ReadOnlySpan<float> Patches(in LayerContext context, ref ConvolutionPass pass)
    {
        if (pass.Shape.Padding == 0)
        {
            return context.Input;
        }

        pass = pass with { InputStride = pass.Shape.BorderedLength };
        return Bordered(context, pass.Shape);
    }

    private ConvolutionPass Pass(in LayerContext context) => new()
    {
        Shape = (ConvolutionShape)context.Plan!,
        Images = context.Batch,
        InputStride = context.InputStride,
        OutputStride = context.OutputStride,
        Activation = Activation.Kind,
        Slope = Activation.Slope,
        InputActivation = context.InputActivation.Kind,
        InputSlope = context.InputActivation.Slope,
    };
}
