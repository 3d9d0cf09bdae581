namespace Bellman.Numerics;

/// <summary>The sizes of a pooling over images whose channels are last.</summary>
public sealed record PoolShape
{
    /// <summary>States the sizes.</summary>
    /// <param name="channels">The number of channels, positive.</param>
    /// <param name="height">The height of the input, positive.</param>
    /// <param name="width">The width of the input, positive.</param>
    /// <param name="kernel">The height and width of a window, from 1 to the input's.</param>
    /// <param name="stride">The distance between windows, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public PoolShape(int channels, int height, int width, int kernel, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernel);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        if (kernel > Math.Min(height, width))
        {
            throw new ArgumentOutOfRangeException(nameof(kernel), kernel, $"A window has to fit the image, {height}x{width}.");
        }

        Channels = channels;
        Height = height;
        Width = width;
        Kernel = kernel;
        Stride = stride;
    }

    /// <summary>The number of channels.</summary>
    public int Channels { get; }

    /// <summary>The height of the input.</summary>
    public int Height { get; }

    /// <summary>The width of the input.</summary>
    public int Width { get; }

    /// <summary>The height and width of a window.</summary>
    public int Kernel { get; }

    /// <summary>The distance between windows.</summary>
    public int Stride { get; }

    /// <summary>The height of the output.</summary>
    public int OutputHeight => ((Height - Kernel) / Stride) + 1;

    /// <summary>The width of the output.</summary>
    public int OutputWidth => ((Width - Kernel) / Stride) + 1;

    /// <summary>The number of elements of an input image.</summary>
    public int InputLength => ImageOrders.ChannelsLastLength(Channels, Height * Width);

    /// <summary>The number of elements of an output image.</summary>
    public int OutputLength => ImageOrders.ChannelsLastLength(Channels, OutputHeight * OutputWidth);

    internal int PixelStride => AlignedBuffer.Pad(Channels);

    internal int RowStride => Width * PixelStride;

    /// <summary>Where the window of an output begins.</summary>
    internal int WindowOf(int position) =>
        (((position / OutputWidth * Width) + (position % OutputWidth)) * Stride) * PixelStride;
}
