namespace Bellman.Neural;

/// <summary>
/// The shape of a row that is an image. Outside, pixels are ordered channel by channel, each row by row, as PyTorch and observations
/// have them.
/// </summary>
public readonly record struct ImageShape
{
    /// <summary>States a shape.</summary>
    /// <param name="channels">The number of channels, positive: 4 for a stack of four grey frames.</param>
    /// <param name="height">The number of rows of pixels, positive.</param>
    /// <param name="width">The number of pixels in a row, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public ImageShape(int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Channels = channels;
        Height = height;
        Width = width;
        Size = checked(channels * height * width);
    }

    /// <summary>The number of channels.</summary>
    public int Channels { get; }

    /// <summary>The number of rows of pixels.</summary>
    public int Height { get; }

    /// <summary>The number of pixels in a row.</summary>
    public int Width { get; }

    /// <summary>The number of elements.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
