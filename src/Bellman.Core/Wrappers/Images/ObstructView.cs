using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Hides square patches of each image, at random places, behind white noise (Gymnasium's <c>ObstructView</c>, here in the observations themselves). There are as many patches as
/// cover the given part of the image where they do not overlap.
/// </summary>
public sealed class ObstructView : InPlaceObservationWrapper
{
    private readonly PixelNoise _noise;
    private readonly int _width;
    private readonly int _patches;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a bounded <see cref="Box"/> of (rows, columns) or (rows, columns, channels).</param>
    /// <param name="obstructedPixelsRatio">The part of the image that patches cover together, from 0 to 1.</param>
    /// <param name="obstructionWidth">The rows and columns of a patch, from 1 to those of the image.</param>
    /// <param name="isNoiseGrayscale">Whether all channels of a pixel get the same value. Default: no.</param>
    /// <exception cref="ArgumentException">The observations are something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ObstructView(Env inner, float obstructedPixelsRatio, int obstructionWidth, bool isNoiseGrayscale = false)
        : base(inner)
    {
        _noise = new PixelNoise(inner, isNoiseGrayscale);
        _width = Check.Range(obstructionWidth, 1, Math.Min(_noise.Shape.Height, _noise.Shape.Width), nameof(obstructionWidth));
        float ratio = Check.Range(obstructedPixelsRatio, 0, 1, nameof(obstructedPixelsRatio));
        _patches = (int)Math.Round((double)ratio * _noise.Shape.Pixels / ((double)_width * _width));
    }

    /// <inheritdoc/>
    protected override void Change(Span<float> observation)
    {
        ImageShape shape = _noise.Shape;
        for (int patch = 0; patch < _patches; patch++)
        {
            int top = Rng.Next(shape.Height - _width + 1), left = Rng.Next(shape.Width - _width + 1);
            for (int y = top; y < top + _width; y++)
            {
                for (int x = left; x < left + _width; x++) _noise.Replace((y * shape.Width) + x, Rng, observation);
            }
        }
    }
}
