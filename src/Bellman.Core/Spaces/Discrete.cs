using System.Runtime.CompilerServices;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>The integers from a first one on: a choice among several actions, or a numbered state.</summary>
public sealed class Discrete : Space
{
    /// <summary>Makes the integers from <paramref name="start"/> to <c>start + count - 1</c>.</summary>
    /// <param name="count">How many; at least 1. All values lie within 2^24 of zero, where a float is exact.</param>
    /// <param name="start">The first. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no value, or one that a float cannot hold.</exception>
    public Discrete(int count, int start = 0)
        : base(1, [])
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)start), ElementTypeExtensions.LargestExact, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count - 1, ElementTypeExtensions.LargestExact, nameof(count));
        Count = count;
        Start = start;
    }

    /// <summary>How many values there are (Gymnasium's <c>n</c>).</summary>
    public int Count { get; }

    /// <summary>The first value.</summary>
    public int Start { get; }

    /// <summary>The integer that a row of a discrete space holds.</summary>
    /// <param name="value">The row, of one float.</param>
    /// <returns>The value as an integer; with a <see cref="Start"/> of 0, the index of the action.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(ReadOnlySpan<float> value) => (int)value[0];

    /// <summary>Draws one of the allowed values, all equally likely, as Gymnasium's <c>sample(mask)</c> does.</summary>
    /// <param name="rng">Where the draw comes from.</param>
    /// <param name="allowed">For each value whether it may be drawn, as many as <see cref="Count"/>.</param>
    /// <returns>The value; the first one where none is allowed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rng"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="allowed"/> has another length.</exception>
    public int Sample(Pcg64 rng, ReadOnlySpan<bool> allowed)
    {
        ArgumentNullException.ThrowIfNull(rng);
        RequireCount(allowed.Length, nameof(allowed));
        int count = allowed.Count(true);
        if (count == 0)
            return Start;
        int chosen = rng.Next(count);
        int index = -1;
        while (chosen >= 0)
        {
            if (allowed[++index])
                chosen--;
        }

        return Start + index;
    }

    /// <summary>Draws a value with given probabilities, as Gymnasium's <c>sample(probability)</c> does.</summary>
    /// <param name="rng">Where the draw comes from.</param>
    /// <param name="probabilities">The probability of each value, as many as <see cref="Count"/>, with the sum 1.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rng"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> has another length, or they are none.</exception>
    public int Sample(Pcg64 rng, ReadOnlySpan<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(rng);
        RequireCount(probabilities.Length, nameof(probabilities));
        return Start + rng.Choice(probabilities);
    }

    /// <inheritdoc/>
    public override bool Equals(Space? other) => other is Discrete discrete && Count == discrete.Count && Start == discrete.Start;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Start);

    /// <inheritdoc/>
    public override string ToString() => Start == 0 ? $"Discrete({Count})" : $"Discrete({Count}, start={Start})";

    /// <inheritdoc/>
    private protected override void OnSample(Pcg64 rng, Span<float> destination) => destination[0] = Start + rng.Next(Count);

    /// <inheritdoc/>
    private protected override bool OnContains(ReadOnlySpan<float> value) =>
        value[0] >= Start && value[0] <= Start + Count - 1 && value[0] == MathF.Floor(value[0]);

    private void RequireCount(int length, string parameter)
    {
        if (length != Count)
            throw new ArgumentException($"{this} has {Count} values, but there are {length} entries.", parameter);
    }
}
