using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// The two orders of an image's elements. Channels first: channel by channel, each pixel by pixel, without padding. Channels last: pixel
/// by pixel, all channels of a pixel side by side and padded to 16 with zeros.
/// </summary>
public static unsafe class ImageOrders
{
    /// <summary>The number of elements of an image whose channels are last.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <returns>The number of elements, padding included.</returns>
    public static int ChannelsLastLength(int channels, int pixels) => checked(pixels * AlignedBuffer.Pad(channels));

    /// <summary>Puts the channels last.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="source">An image whose channels are first.</param>
    /// <param name="destination">Receives the image; its padding stays as it is.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void ToChannelsLast(int channels, int pixels, ReadOnlySpan<float> source, Span<float> destination)
    {
        LinearShape.Check(source.Length, (long)channels * pixels, nameof(source));
        LinearShape.Check(destination.Length, ChannelsLastLength(channels, pixels), nameof(destination));
        fixed (float* from = source, to = destination)
        {
            Transpose(channels, pixels, from, pixels, to, AlignedBuffer.Pad(channels));
        }
    }

    /// <summary>Puts the channels first.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="source">An image whose channels are last.</param>
    /// <param name="destination">Receives the image.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void ToChannelsFirst(int channels, int pixels, ReadOnlySpan<float> source, Span<float> destination)
    {
        LinearShape.Check(source.Length, ChannelsLastLength(channels, pixels), nameof(source));
        LinearShape.Check(destination.Length, (long)channels * pixels, nameof(destination));
        fixed (float* from = source, to = destination)
        {
            Transpose(pixels, channels, from, AlignedBuffer.Pad(channels), to, pixels);
        }
    }

    /// <summary>Whole blocks in registers, what is left over element by element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(int rows, int columns, float* source, nint sourceStride, float* destination, nint stride)
    {
        const int Block = PanelTranspose.Block;
        for (int row = 0; row < rows; row += Block)
        {
            for (int column = 0; column < columns; column += Block)
            {
                float* from = source + (row * sourceStride) + column;
                float* to = destination + (column * stride) + row;
                if (row + Block <= rows && column + Block <= columns)
                {
                    PanelTranspose.TransposeBlock(from, sourceStride, to, stride);
                    continue;
                }

                for (int i = 0; i < Math.Min(Block, rows - row); i++)
                {
                    for (int j = 0; j < Math.Min(Block, columns - column); j++)
                    {
                        to[(j * stride) + i] = from[(i * sourceStride) + j];
                    }
                }
            }
        }
    }
}
