using System.Collections.Immutable;

namespace Bellman.Core;

/// <summary>
/// Takes numbered choices in place of numbers (Gymnasium's <c>DiscretizeAction</c>): each number's bounds are divided into equal bins, and a choice stands for the middle of a
/// bin. The combinations are numbered in mixed radix, as by <see cref="DiscretizeObservation"/>.
/// </summary>
public sealed class DiscretizeAction : ActionWrapper
{
    private readonly UniformBins _bins;
    private readonly int[] _row;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its actions are a <see cref="Box"/> with finite bounds.</param>
    /// <param name="bins">How many bins, at least 1: one number for all, or one for each.</param>
    /// <param name="multidiscrete">Whether the bins stay apart, as a <see cref="MultiDiscrete"/>, instead of being numbered together.</param>
    /// <exception cref="ArgumentException">The actions are something else or have no bounds, or there are more than 2^24 choices.</exception>
    public DiscretizeAction(Env inner, IReadOnlyList<int> bins, bool multidiscrete = false)
        : this(inner, new UniformBins(WrappedSpace.Actions(inner), bins), multidiscrete)
    {
    }

    private DiscretizeAction(Env inner, UniformBins bins, bool multidiscrete)
        : base(inner, bins.Space(multidiscrete))
    {
        _bins = bins;
        _row = new int[bins.Counts.Length];
    }

    /// <summary>How many bins each number has.</summary>
    public ImmutableArray<int> Bins => _bins.Counts;

    /// <inheritdoc/>
    private protected override bool IsStateless => true;

    /// <inheritdoc/>
    protected override void Act(ReadOnlySpan<float> action, Span<float> inner)
    {
        if (!ActionSpace.Contains(action[..ActionSpace.Size]))
            throw new ArgumentOutOfRangeException(nameof(action), action[0], $"An action must be a value of {ActionSpace}.");
        if (ActionSpace is Discrete) _bins.Decode(Discrete.Index(action), _row);
        else for (int i = 0; i < _row.Length; i++) _row[i] = (int)action[i];
        for (int i = 0; i < _row.Length; i++) inner[i] = (float)_bins.Middle(i, _row[i]);
    }
}
