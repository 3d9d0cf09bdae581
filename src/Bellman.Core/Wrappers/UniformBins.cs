using System.Collections.Immutable;

namespace Bellman.Core;

/// <summary>
/// Equal bins along each number of a <see cref="Box"/>, numbered together in mixed radix: with n_1, n_2, ..., n_k bins, the bins b_1, ..., b_k
/// are the state ((b_1 n_2 + b_2) n_3 + ...) n_k + b_k. Each b_i is below n_i, so no two rows of bins share a state.
/// </summary>
internal sealed class UniformBins
{
    private readonly double[] _low;
    private readonly double[] _width;

    /// <summary>Divides a box.</summary>
    /// <param name="box">The box.</param>
    /// <param name="bins">How many bins, at least 1 each: one number for all, or one for each.</param>
    /// <param name="low">Where the first bins begin, or null for the bounds of the box.</param>
    /// <param name="high">Where the last bins end, or null for the bounds of the box.</param>
    /// <exception cref="ArgumentException">The numbers do not fit the box, a bound is infinite, or bounds are out of order.</exception>
    public UniformBins(Box box, IReadOnlyList<int> bins, IReadOnlyList<float>? low = null, IReadOnlyList<float>? high = null)
    {
        Counts = [.. WrappedSpace.ForEach(bins, box.Size, nameof(bins))];
        float[] lows = low is null ? box.Low.ToArray() : WrappedSpace.ForEach(low, box.Size, nameof(low));
        float[] highs = high is null ? box.High.ToArray() : WrappedSpace.ForEach(high, box.Size, nameof(high));
        _low = new double[box.Size];
        _width = new double[box.Size];
        long states = 1;
        for (int i = 0; i < box.Size; i++)
        {
            if (Counts[i] < 1) throw new ArgumentOutOfRangeException(nameof(bins), Counts[i], $"bins must be 1 or more, but is {Counts[i]} for number {i}.");
            if (!float.IsFinite(lows[i]) || !float.IsFinite(highs[i]))
                throw new ArgumentException($"Number {i} has no bounds of its own: give low and high.", float.IsFinite(lows[i]) ? nameof(high) : nameof(low));
            if (!(lows[i] < highs[i])) throw new ArgumentException($"low must be below high, but they are {lows[i]} and {highs[i]} for number {i}.", nameof(low));
            _low[i] = lows[i];
            _width[i] = ((double)highs[i] - lows[i]) / Counts[i];
            states = Math.Min(states * Counts[i], int.MaxValue);
        }

        States = (int)states;
    }

    /// <summary>How many bins each number has.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>How many states there are: the product of the counts.</summary>
    public int States { get; }

    /// <summary>The numbered states, or the bins as they are.</summary>
    /// <param name="multidiscrete">Whether bins stay apart.</param>
    /// <exception cref="ArgumentException">There are more states than a float can number.</exception>
    public Space Space(bool multidiscrete)
    {
        if (multidiscrete) return new MultiDiscrete(Counts.AsSpan());
        return States <= ElementTypeExtensions.LargestExact ? new Discrete(States)
            : throw new ArgumentException($"The bins make {string.Join(" x ", Counts)} states, where {ElementTypeExtensions.LargestExact} can be numbered: take fewer bins, or multidiscrete.");
    }

    /// <summary>The bin of a number; what lies beyond the bounds is in the first or last one.</summary>
    public int Bin(int number, float value) =>
        (int)Math.Clamp((value - _low[number]) / _width[number], 0, Counts[number] - 1);

    /// <summary>Where a bin begins.</summary>
    public double Start(int number, int bin) => _low[number] + (bin * _width[number]);

    /// <summary>The middle of a bin.</summary>
    public double Middle(int number, int bin) => _low[number] + ((bin + 0.5) * _width[number]);

    /// <summary>The state of a row of bins.</summary>
    public int Encode(ReadOnlySpan<int> bins)
    {
        int state = 0;
        for (int i = 0; i < bins.Length; i++) state = (state * Counts[i]) + bins[i];
        return state;
    }

    /// <summary>The bins of a state.</summary>
    public void Decode(int state, Span<int> bins)
    {
        for (int i = bins.Length - 1; i >= 0; i--) (state, bins[i]) = Math.DivRem(state, Counts[i]);
    }
}
