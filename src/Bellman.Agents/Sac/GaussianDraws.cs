using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>Actions that were drawn from squashed Gaussians, one for each row of a network's outputs, and what they were drawn with: the memory of one use of a policy.</summary>
/// <param name="rows">The largest number of rows.</param>
/// <param name="size">Numbers in an action.</param>
internal sealed class GaussianDraws(int rows, int size)
{
    /// <summary>The logarithm of the standard deviation is cut off here, and beyond has no gradient, as Haarnoja et al. have it.</summary>
    public const float LowestLogStd = -20f;

    /// <summary>The other end.</summary>
    public const float HighestLogStd = 2f;

    private readonly float[] _logStds = new float[rows * size];
    private readonly float[] _noise = new float[rows * size];
    private readonly float[] _actions = new float[rows * size];
    private readonly float[] _logProbs = new float[rows];

    /// <summary>The logarithms of the densities of the actions, one a row.</summary>
    public ReadOnlySpan<float> LogProbs => _logProbs;

    /// <summary>The logarithms of the standard deviations of a row.</summary>
    public ReadOnlySpan<float> LogStds(int row) => _logStds.AsSpan(row * size, size);

    /// <summary>The noise of a row, normal with variance 1.</summary>
    public ReadOnlySpan<float> Noise(int row) => _noise.AsSpan(row * size, size);

    /// <summary>The action of a row.</summary>
    public ReadOnlySpan<float> Action(int row) => _actions.AsSpan(row * size, size);

    /// <summary>Draws an action for each row.</summary>
    /// <param name="outputs">Rows of means, with the logarithms of the standard deviations behind them.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="rng">The stream; null for the means themselves.</param>
    /// <returns>The actions, rows without a gap.</returns>
    public ReadOnlySpan<float> Draw(ReadOnlySpan<float> outputs, int stride, int count, Pcg64? rng)
    {
        Span<float> noise = _noise.AsSpan(0, count * size);
        if (rng is null) noise.Clear();
        else SquashedGaussian.SampleNoise(rng, noise);
        for (int row = 0; row < count; row++)
        {
            int at = row * size;
            ReadOnlySpan<float> means = outputs.Slice(row * stride, size), raw = outputs.Slice((row * stride) + size, size);
            Span<float> logStds = _logStds.AsSpan(at, size);
            for (int i = 0; i < size; i++) logStds[i] = Math.Clamp(raw[i], LowestLogStd, HighestLogStd);
            _logProbs[row] = SquashedGaussian.Act(means, logStds, noise.Slice(at, size), _actions.AsSpan(at, size));
        }

        return _actions.AsSpan(0, count * size);
    }
}
