using System.Collections.Immutable;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>Several choices at once, each among integers from a first one on.</summary>
public sealed class MultiDiscrete : Space
{
    /// <summary>Makes a row of choices whose first values are 0.</summary>
    /// <param name="counts">How many values each choice has; at least 1 each, at most 2^24.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    public MultiDiscrete(params ReadOnlySpan<int> counts)
        : this(counts.ToArray(), new int[counts.Length], new[] { counts.Length })
    {
    }

    /// <summary>Makes an array of choices.</summary>
    /// <param name="counts">How many values each choice has, in row-major order; at least 1 each.</param>
    /// <param name="starts">The first value of each choice; empty for zeros.</param>
    /// <param name="shape">The lengths of the array; empty for one row.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A choice has no value, or one that a float cannot hold.</exception>
    public MultiDiscrete(ReadOnlySpan<int> counts, ReadOnlySpan<int> starts, ReadOnlySpan<int> shape = default)
        : this(
            counts.ToArray(),
            starts.IsEmpty ? new int[counts.Length] : starts.ToArray(),
            shape.IsEmpty ? new[] { counts.Length } : shape.ToArray())
    {
    }

    private MultiDiscrete(int[] counts, int[] starts, int[] shape)
        : base(counts.Length, [.. shape])
    {
        if (starts.Length != counts.Length)
            throw new ArgumentException($"There are {counts.Length} counts, but {starts.Length} first values.", nameof(starts));
        if (shape.Aggregate(1, (product, length) => product * length) != counts.Length)
            throw new ArgumentException($"The shape {ShapeText} does not hold {counts.Length} choices.", nameof(shape));
        for (int i = 0; i < counts.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(counts[i], 1, nameof(counts));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)starts[i]), ElementTypeExtensions.LargestExact, nameof(starts));
            long last = (long)starts[i] + counts[i] - 1;
            ArgumentOutOfRangeException.ThrowIfGreaterThan(last, ElementTypeExtensions.LargestExact, nameof(counts));
        }

        Counts = [.. counts];
        Starts = [.. starts];
    }

    /// <summary>How many values each choice has (Gymnasium's <c>nvec</c>), in row-major order.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>The first value of each choice.</summary>
    public ImmutableArray<int> Starts { get; }

    /// <inheritdoc/>
    public override bool Equals(Space? other) => other is MultiDiscrete multi
        && Shape.AsSpan().SequenceEqual(multi.Shape.AsSpan())
        && Counts.AsSpan().SequenceEqual(multi.Counts.AsSpan()) && Starts.AsSpan().SequenceEqual(multi.Starts.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, Size == 0 ? 0 : Counts[0]);

    /// <inheritdoc/>
    public override string ToString()
    {
        string counts = $"[{string.Join(' ', Counts)}]";
        string shape = Shape.Length > 1 ? $", shape={ShapeText}" : string.Empty;
        return Starts.All(start => start == 0)
            ? $"MultiDiscrete({counts}{shape})"
            : $"MultiDiscrete({counts}, start=[{string.Join(' ', Starts)}]{shape})";
    }

    /// <inheritdoc/>
    private protected override void OnSample(Pcg64 rng, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = Starts[i] + (int)(rng.NextDouble() * Counts[i]);
    }

    /// <inheritdoc/>
    private protected override bool OnContains(ReadOnlySpan<float> value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!(value[i] >= Starts[i] && value[i] <= Starts[i] + Counts[i] - 1 && value[i] == MathF.Floor(value[i])))
                return false;
        }

        return true;
    }
}
