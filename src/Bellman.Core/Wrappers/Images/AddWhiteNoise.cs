using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Replaces pixels at random by white noise (Gymnasium's <c>AddWhiteNoise</c>, here in the observations themselves): each pixel of each image with the same probability, by
/// values that are all equally likely.
/// </summary>
public sealed class AddWhiteNoise : InPlaceObservationWrapper
{
    private readonly float _probability;
    private readonly PixelNoise _noise;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a bounded <see cref="Box"/> of (rows, columns) or (rows, columns, channels).</param>
    /// <param name="probabilityOfNoisePerPixel">The probability for each pixel, from 0 to 1.</param>
    /// <param name="isNoiseGrayscale">Whether all channels of a pixel get the same value. Default: no.</param>
    /// <exception cref="ArgumentException">The observations are something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probabilityOfNoisePerPixel"/> is out of range.</exception>
    public AddWhiteNoise(Env inner, float probabilityOfNoisePerPixel, bool isNoiseGrayscale = false)
        : base(inner)
    {
        _noise = new PixelNoise(inner, isNoiseGrayscale);
        _probability = Check.Range(probabilityOfNoisePerPixel, 0, 1, nameof(probabilityOfNoisePerPixel));
    }

    /// <inheritdoc/>
    protected override void Change(Span<float> observation)
    {
        for (int pixel = 0; pixel < _noise.Shape.Pixels; pixel++)
        {
            if (Rng.NextSingle() < _probability) _noise.Replace(pixel, Rng, observation);
        }
    }
}
