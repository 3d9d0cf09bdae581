namespace Bellman.Core;

/// <summary>
/// Shows colour images in shades of grey (Gymnasium's <c>GrayscaleObservation</c>): 0.2125 red + 0.7154 green + 0.0721 blue, the luminance of ITU-R BT.709
/// as Gymnasium rounds it. Whole numbers are rounded to the nearest, where Gymnasium cuts off, so that grey stays the grey that it was.
/// </summary>
public sealed class GrayscaleObservation : ObservationWrapper
{
    private const double Red = 0.2125;
    private const double Green = 0.7154;
    private const double Blue = 0.0721;

    private readonly bool _whole;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/> of (rows, columns, 3).</param>
    /// <param name="keepDim">Whether the images keep a third dimension, of length 1. Default: no.</param>
    /// <exception cref="ArgumentException">The observations are something else.</exception>
    public GrayscaleObservation(Env inner, bool keepDim = false)
        : base(inner, Grey(inner, keepDim)) => _whole = ((Box)ObservationSpace).Element.IsInteger();

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation)
    {
        for (int i = 0; i < observation.Length; i++)
        {
            float grey = Luminance(inner[3 * i], inner[(3 * i) + 1], inner[(3 * i) + 2]);
            observation[i] = _whole ? MathF.Round(grey) : grey;
        }
    }

    private static float Luminance(float red, float green, float blue) => (float)((Red * red) + (Green * green) + (Blue * blue));

    private static Box Grey(Env inner, bool keepDim)
    {
        ImageShape shape = ImageShape.Of(inner);
        var box = (Box)inner.ObservationSpace;
        if (shape.Channels != 3)
            throw new ArgumentException($"The observations have to be images of (rows, columns, 3), but are {box}.", nameof(inner));
        var low = new float[shape.Pixels];
        var high = new float[shape.Pixels];
        for (int i = 0; i < low.Length; i++)
        {
            low[i] = Luminance(box.Low[3 * i], box.Low[(3 * i) + 1], box.Low[(3 * i) + 2]);
            high[i] = Luminance(box.High[3 * i], box.High[(3 * i) + 1], box.High[(3 * i) + 2]);
            if (box.Element.IsInteger()) (low[i], high[i]) = (MathF.Round(low[i]), MathF.Round(high[i]));
        }

        return new Box(low, high, keepDim ? [shape.Height, shape.Width, 1] : [shape.Height, shape.Width], box.Element);
    }
}
