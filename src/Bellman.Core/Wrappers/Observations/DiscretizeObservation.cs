using System.Collections.Immutable;

namespace Bellman.Core;

/// <summary>
/// Divides each number of an observation into equal bins and numbers the combinations (Gymnasium's <c>DiscretizeObservation</c>), so that a table
/// can hold a value for each. The numbering is in mixed radix: distinct bins are distinct states. A number beyond the bounds counts to the
/// first or last bin.
/// </summary>
public sealed class DiscretizeObservation : ObservationWrapper
{
    private readonly UniformBins _bins;
    private readonly int[] _row;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/>.</param>
    /// <param name="bins">How many bins, at least 1: one number for all, or one for each.</param>
    /// <param name="low">Where the first bins begin, for all or for each; null for the bounds of the space, which must be finite then.</param>
    /// <param name="high">Where the last bins end, for all or for each; null for the bounds of the space.</param>
    /// <param name="multidiscrete">Whether the bins stay apart, as a <see cref="MultiDiscrete"/>, instead of being numbered together.</param>
    /// <exception cref="ArgumentException">The observations are something else, the bounds do not fit or are infinite, or there are more than 2^24 states.</exception>
    public DiscretizeObservation(
        Env inner, IReadOnlyList<int> bins, IReadOnlyList<float>? low = null, IReadOnlyList<float>? high = null, bool multidiscrete = false)
        : this(inner, new UniformBins(WrappedSpace.Observations(inner), bins, low, high), multidiscrete)
    {
    }

    private DiscretizeObservation(Env inner, UniformBins bins, bool multidiscrete)
        : base(inner, bins.Space(multidiscrete))
    {
        _bins = bins;
        _row = new int[bins.Counts.Length];
    }

    /// <summary>How many bins each number has.</summary>
    public ImmutableArray<int> Bins => _bins.Counts;

    /// <summary>The state of a row of bins: ((b_1 n_2 + b_2) n_3 + ...) n_k + b_k with n_i bins for number i.</summary>
    /// <param name="bins">A bin for each number, from 0 to one below its count.</param>
    /// <exception cref="ArgumentException">There are not as many bins as numbers, or one is out of range.</exception>
    public int Encode(ReadOnlySpan<int> bins)
    {
        if (bins.Length != _row.Length) throw new ArgumentException($"There are {bins.Length} bins, but {_row.Length} numbers.", nameof(bins));
        for (int i = 0; i < bins.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(bins[i], nameof(bins));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bins[i], Bins[i], nameof(bins));
        }

        return _bins.Encode(bins);
    }

    /// <summary>The bins of a state: what <see cref="Encode"/> turns back into it.</summary>
    /// <param name="state">The state, from 0 to one below the number of states.</param>
    /// <param name="bins">Receives a bin for each number.</param>
    /// <exception cref="ArgumentException">The state is out of range, or there is room for too few bins.</exception>
    public void Decode(int state, Span<int> bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(state);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, _bins.States);
        if (bins.Length < _row.Length) throw new ArgumentException($"There is room for {bins.Length} bins, but there are {_row.Length} numbers.", nameof(bins));
        _bins.Decode(state, bins[.._row.Length]);
    }

    /// <summary>What observations a state stands for (Gymnasium's <c>revert_observation</c>); the first and last bins also hold what lies beyond.</summary>
    /// <param name="state">The state.</param>
    /// <param name="low">Receives where each number's bin begins.</param>
    /// <param name="high">Receives where it ends.</param>
    /// <exception cref="ArgumentException">The state is out of range, or there is too little room.</exception>
    public void Revert(int state, Span<float> low, Span<float> high)
    {
        var bins = new int[_row.Length];
        Decode(state, bins);
        for (int i = 0; i < bins.Length; i++)
        {
            low[i] = (float)_bins.Start(i, bins[i]);
            high[i] = (float)_bins.Start(i, bins[i] + 1);
        }
    }

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation)
    {
        for (int i = 0; i < _row.Length; i++) _row[i] = _bins.Bin(i, inner[i]);
        if (ObservationSpace is Discrete)
        {
            observation[0] = _bins.Encode(_row);
            return;
        }

        for (int i = 0; i < _row.Length; i++) observation[i] = _row[i];
    }
}
