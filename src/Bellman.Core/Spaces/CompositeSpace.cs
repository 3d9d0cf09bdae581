using System.Collections.Immutable;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>Several spaces whose values lie one after the other in one row.</summary>
public abstract class CompositeSpace : Space
{
    /// <summary>Puts spaces one after the other.</summary>
    /// <param name="parts">The spaces in order.</param>
    private protected CompositeSpace(ImmutableArray<Space> parts)
        : base(parts.Sum(part => part.Size), [])
    {
        Parts = parts;
        var ranges = ImmutableArray.CreateBuilder<Range>(parts.Length);
        int offset = 0;
        foreach (Space part in parts)
            ranges.Add(offset..(offset += part.Size));
        Ranges = ranges.MoveToImmutable();
    }

    /// <summary>The spaces in the order of their values in a row.</summary>
    public ImmutableArray<Space> Parts { get; }

    /// <summary>Where the value of each part lies in a row: <c>row[space.Ranges[i]]</c>.</summary>
    public ImmutableArray<Range> Ranges { get; }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (Space part in Parts)
            hash.Add(part);
        return hash.ToHashCode();
    }

    /// <summary>Draws every part in order from one generator. Gymnasium gives each part its own: see <see cref="SpaceSampler"/>.</summary>
    /// <param name="rng">Where the draws come from.</param>
    /// <param name="destination">Receives the value.</param>
    private protected sealed override void OnSample(Pcg64 rng, Span<float> destination)
    {
        for (int i = 0; i < Parts.Length; i++)
            Parts[i].Sample(rng, destination[Ranges[i]]);
    }

    /// <inheritdoc/>
    private protected sealed override bool OnContains(ReadOnlySpan<float> value)
    {
        for (int i = 0; i < Parts.Length; i++)
        {
            if (!Parts[i].Contains(value[Ranges[i]]))
                return false;
        }

        return true;
    }

    /// <summary>Copies and checks the parts before the base constructor measures them.</summary>
    /// <param name="parts">The parts given by the caller.</param>
    /// <param name="parameter">Name of the caller's parameter.</param>
    /// <returns>The parts.</returns>
    private protected static ImmutableArray<Space> Check(IEnumerable<Space?> parts, string parameter)
    {
        var builder = ImmutableArray.CreateBuilder<Space>();
        foreach (Space? part in parts)
            builder.Add(part ?? throw new ArgumentException("A part of a composite space is null.", parameter));
        return builder.ToImmutable();
    }
}
