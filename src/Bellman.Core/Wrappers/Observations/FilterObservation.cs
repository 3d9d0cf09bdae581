using System.Globalization;

namespace Bellman.Core;

/// <summary>Shows some parts of a composite observation (Gymnasium's <c>FilterObservation</c>), in the order in which they stand inside.</summary>
public sealed class FilterObservation : ObservationWrapper
{
    private readonly Range[] _ranges;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="DictSpace"/> or a <see cref="TupleSpace"/>.</param>
    /// <param name="filterKeys">The parts to keep: names of a <see cref="DictSpace"/>, or indices of a <see cref="TupleSpace"/> from 0 on.</param>
    /// <exception cref="ArgumentException">The observations are something else, or a key is unknown, given twice or none is given.</exception>
    public FilterObservation(Env inner, IReadOnlyList<string> filterKeys)
        : this(inner, Kept(inner, filterKeys))
    {
    }

    private FilterObservation(Env inner, int[] kept)
        : base(inner, Filtered(inner.ObservationSpace, kept)) => _ranges = [.. kept.Select(part => ((CompositeSpace)inner.ObservationSpace).Ranges[part])];

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation)
    {
        int at = 0;
        foreach (Range range in _ranges)
        {
            ReadOnlySpan<float> part = inner[range];
            part.CopyTo(observation[at..]);
            at += part.Length;
        }
    }

    private static int[] Kept(Env inner, IReadOnlyList<string> filterKeys)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(filterKeys);
        string[] keys = inner.ObservationSpace switch
        {
            DictSpace dict => [.. dict.Names],
            TupleSpace tuple => [.. Enumerable.Range(0, tuple.Parts.Length).Select(part => part.ToString(CultureInfo.InvariantCulture))],
            _ => throw new ArgumentException($"The observations have to be a Dict or a Tuple, but are {inner.ObservationSpace}.", nameof(inner)),
        };
        if (filterKeys.Count == 0 || filterKeys.Distinct().Count() < filterKeys.Count)
            throw new ArgumentException($"filterKeys must name one part or more, each once, but is [{string.Join(", ", filterKeys)}].", nameof(filterKeys));
        if (filterKeys.Except(keys).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"filterKeys names '{unknown}', but the parts are {string.Join(", ", keys)}.", nameof(filterKeys));
        return [.. Enumerable.Range(0, keys.Length).Where(part => filterKeys.Contains(keys[part]))];
    }

    private static CompositeSpace Filtered(Space space, int[] kept) => space is DictSpace dict
        ? new DictSpace([.. kept.Select(part => (dict.Names[part], dict.Parts[part]))])
        : new TupleSpace([.. kept.Select(part => ((CompositeSpace)space).Parts[part])]);
}
