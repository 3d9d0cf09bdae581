namespace Bellman.Numerics;

/// <summary>
/// The sizes of a convolution over images and where its operands lie. It is worked out once and does not change.
/// </summary>
/// <remarks>
/// <para>
/// The inputs may have their channels first or last (<see cref="ImageOrders"/>), the outputs have them last. No matrix of patches is
/// written: element k of the patch of position p lies at <c>p's offset + k's offset</c>, so that two short tables stand for all of it.
/// </para>
/// <para>
/// Weights are stored in <see cref="MatrixLayout.Panels"/> of filters with a row for each element of a patch. Where channels are last a
/// patch is ordered tap by tap (row, column of the kernel) and within each by channels; where they are first by channels and then taps.
/// </para>
/// </remarks>
public sealed class ConvolutionShape
{
    private readonly nint[] _positions;
    private readonly nint[] _patch;
    private readonly nint[] _filters;

    /// <summary>Works out the sizes.</summary>
    /// <param name="channels">The number of input channels, positive.</param>
    /// <param name="height">The height of the input, positive.</param>
    /// <param name="width">The width of the input, positive.</param>
    /// <param name="channelsLast">Whether the input's channels are last.</param>
    /// <param name="filters">The number of output channels, positive.</param>
    /// <param name="kernel">The height and width of the kernel, from 1 to the padded input's.</param>
    /// <param name="stride">The distance between positions in both directions, positive.</param>
    /// <param name="padding">The number of zeros around the input on each side, from 0 to below the kernel's size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ConvolutionShape(
        int channels, int height, int width, bool channelsLast, int filters, int kernel, int stride = 1, int padding = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(filters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernel);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(padding, kernel);
        if (kernel > Math.Min(height, width) + (2 * padding))
        {
            throw new ArgumentOutOfRangeException(
                nameof(kernel), kernel, $"A kernel has to fit the image, {height}x{width} with {padding} zeros around it.");
        }

        Channels = channels;
        Height = height;
        Width = width;
        ChannelsLast = channelsLast;
        Filters = filters;
        Kernel = kernel;
        Stride = stride;
        Padding = padding;
        OutputHeight = ((height + (2 * padding) - kernel) / stride) + 1;
        OutputWidth = ((width + (2 * padding) - kernel) / stride) + 1;
        _positions = Table(Positions, position => PixelOffset(position / OutputWidth * stride, position % OutputWidth * stride));
        _patch = Table(PatchLength, PatchOffset);
        _filters = Table(filters, filter => filter);
    }

    /// <summary>The number of input channels.</summary>
    public int Channels { get; }

    /// <summary>The height of the input.</summary>
    public int Height { get; }

    /// <summary>The width of the input.</summary>
    public int Width { get; }

    /// <summary>Whether the input's channels are last.</summary>
    public bool ChannelsLast { get; }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>The height and width of the kernel.</summary>
    public int Kernel { get; }

    /// <summary>The distance between positions.</summary>
    public int Stride { get; }

    /// <summary>The number of zeros around the input on each side.</summary>
    public int Padding { get; }

    /// <summary>The height of the output.</summary>
    public int OutputHeight { get; }

    /// <summary>The width of the output.</summary>
    public int OutputWidth { get; }

    /// <summary>The number of pixels of the output.</summary>
    public int Positions => OutputHeight * OutputWidth;

    /// <summary>The number of inputs that enter an output.</summary>
    public int PatchLength => checked(Channels * Kernel * Kernel);

    /// <summary>The number of elements of the weights.</summary>
    public int WeightLength => checked(PatchLength * PaddedFilters);

    /// <summary>The number of elements of an output image, its channels last and padded.</summary>
    public int OutputLength => ImageOrders.ChannelsLastLength(Filters, Positions);

    /// <summary>The number of elements of an input image.</summary>
    public int InputLength => LengthOf(Height, Width);

    /// <summary>
    /// The scratch memory for each image: the image with its border of zeros, where there is one.
    /// </summary>
    public int BorderedLength => Padding == 0 ? 0 : AlignedBuffer.Pad(LengthOf(BorderedHeight, BorderedWidth));

    /// <summary>The scratch memory that the gradient by the inputs needs, whatever the number of images.</summary>
    public int TransposedLength => checked(PaddedChannels * Kernel * Kernel * Filters);

    internal int PaddedFilters => AlignedBuffer.Pad(Filters);

    internal int PaddedChannels => AlignedBuffer.Pad(Channels);

    internal int BorderedHeight => Height + (2 * Padding);

    internal int BorderedWidth => Width + (2 * Padding);

    /// <summary>The offset of each position's patch in bytes, from the first element of the (bordered) image.</summary>
    internal ReadOnlySpan<nint> PositionOffsets => _positions;

    /// <summary>The offset of each element of a patch in bytes, from its first.</summary>
    internal ReadOnlySpan<nint> PatchOffsets => _patch;

    /// <summary>The offset of each filter's output in bytes, from the position's first.</summary>
    internal ReadOnlySpan<nint> FilterOffsets => _filters;

    /// <summary>The row of the weights that belongs to an element of a patch.</summary>
    internal int PatchIndex(int channel, int tap) => ChannelsLast ? (tap * Channels) + channel : (channel * Kernel * Kernel) + tap;

    private int LengthOf(int height, int width) =>
        checked(height * width * (ChannelsLast ? PaddedChannels : Channels));

    /// <summary>The offset of a pixel of the bordered image, in elements.</summary>
    private int PixelOffset(int y, int x) => ((y * BorderedWidth) + x) * (ChannelsLast ? PaddedChannels : 1);

    private int PatchOffset(int index)
    {
        int taps = Kernel * Kernel;
        int tap = ChannelsLast ? index / Channels : index % taps;
        int channel = ChannelsLast ? index % Channels : index / taps;
        return PixelOffset(tap / Kernel, tap % Kernel) + (ChannelsLast ? channel : channel * BorderedHeight * BorderedWidth);
    }

    private static nint[] Table(int length, Func<int, int> offset)
    {
        nint[] table = GC.AllocateUninitializedArray<nint>(length, pinned: true);
        for (int i = 0; i < length; i++)
        {
            table[i] = (nint)offset(i) * sizeof(float);
        }

        return table;
    }
}
