using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>White noise in single pixels: any value between their bounds, whole where the numbers are.</summary>
internal sealed class PixelNoise
{
    private readonly Box _box;
    private readonly bool _grey;

    public PixelNoise(Env inner, bool grey)
    {
        Shape = ImageShape.Of(inner);
        _box = (Box)inner.ObservationSpace;
        _grey = grey;
        if (!_box.IsBounded) throw new ArgumentException($"All pixels need both bounds, but the observations are {_box}.", nameof(inner));
    }

    public ImageShape Shape { get; }

    public void Replace(int pixel, Pcg64 rng, Span<float> observation)
    {
        float fraction = rng.NextSingle();
        for (int channel = 0; channel < Shape.Channels; channel++)
        {
            if (channel > 0 && !_grey) fraction = rng.NextSingle();
            int i = (pixel * Shape.Channels) + channel;
            float low = _box.Low[i], high = _box.High[i];
            observation[i] = _box.Element.IsInteger() ? MathF.Floor(low + (fraction * (high - low + 1))) : Math.Clamp(low + (fraction * (high - low)), low, high);
        }
    }
}
