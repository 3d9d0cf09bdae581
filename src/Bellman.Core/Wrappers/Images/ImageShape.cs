namespace Bellman.Core;

/// <summary>The lengths of images as environments show them: rows, columns, and for colours a third dimension, the last.</summary>
/// <param name="Height">How many rows.</param>
/// <param name="Width">How many columns.</param>
/// <param name="Channels">How many numbers a pixel has.</param>
internal readonly record struct ImageShape(int Height, int Width, int Channels)
{
    /// <summary>How many pixels there are.</summary>
    public int Pixels => Height * Width;

    /// <summary>The lengths of an environment's observations.</summary>
    /// <exception cref="ArgumentException">They are no images.</exception>
    public static ImageShape Of(Env inner)
    {
        Box box = WrappedSpace.Observations(inner);
        return box.Shape switch
        {
            [> 0, > 0] => new ImageShape(box.Shape[0], box.Shape[1], 1),
            [> 0, > 0, > 0] => new ImageShape(box.Shape[0], box.Shape[1], box.Shape[2]),
            _ => throw new ArgumentException($"The observations have to be images of (rows, columns) or (rows, columns, channels), but are {box}.", nameof(inner)),
        };
    }
}
