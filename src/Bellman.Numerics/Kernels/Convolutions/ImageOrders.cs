namespace Bellman.Numerics;

/// <summary>
/// The two orders of an image's elements. Channels first: channel by channel, each pixel by pixel, without padding. Channels last: pixel
/// by pixel, all channels of a pixel side by side and padded to 16 with zeros.
/// </summary>
public static class ImageOrders
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
    public static void ToChannelsLast(int channels, int pixels, ReadOnlySpan<float> source, Span<float> destination)
    {
        int stride = AlignedBuffer.Pad(channels);
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> plane = source.Slice(channel * pixels, pixels);
            for (int pixel = 0; pixel < plane.Length; pixel++)
            {
                destination[(pixel * stride) + channel] = plane[pixel];
            }
        }
    }

    /// <summary>Puts the channels first.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="source">An image whose channels are last.</param>
    /// <param name="destination">Receives the image.</param>
    public static void ToChannelsFirst(int channels, int pixels, ReadOnlySpan<float> source, Span<float> destination)
    {
        int stride = AlignedBuffer.Pad(channels);
        for (int channel = 0; channel < channels; channel++)
        {
            Span<float> plane = destination.Slice(channel * pixels, pixels);
            for (int pixel = 0; pixel < plane.Length; pixel++)
            {
                plane[pixel] = source[(pixel * stride) + channel];
            }
        }
    }
}
