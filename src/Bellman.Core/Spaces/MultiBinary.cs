using System.Buffers;
using System.Collections.Immutable;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>Switches, each 0 or 1.</summary>
public sealed class MultiBinary : Space
{
    private const int LargestOnStack = 1024;

    /// <summary>Makes an array of switches.</summary>
    /// <param name="shape">Its lengths, such as the number of switches; at least 1 each.</param>
    /// <exception cref="ArgumentException"><paramref name="shape"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1.</exception>
    public MultiBinary(params ReadOnlySpan<int> shape)
        : base(SizeOf(shape), [.. shape])
    {
    }

    /// <inheritdoc/>
    public override bool Equals(Space? other) => other is MultiBinary binary && Shape.AsSpan().SequenceEqual(binary.Shape.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(nameof(MultiBinary), Size);

    /// <inheritdoc/>
    public override string ToString() => Shape.Length == 1 ? $"MultiBinary({Size})" : $"MultiBinary({ShapeText})";

    /// <inheritdoc/>
    private protected override void OnSample(Pcg64 rng, Span<float> destination)
    {
        // Drawn as bytes first: one 32-bit draw makes four of them, and what is left of the last is thrown away.
        sbyte[]? rented = destination.Length > LargestOnStack ? ArrayPool<sbyte>.Shared.Rent(destination.Length) : null;
        Span<sbyte> bits = rented is null ? stackalloc sbyte[LargestOnStack] : rented;
        bits = bits[..destination.Length];
        rng.Integers(0, 2, bits);
        for (int i = 0; i < bits.Length; i++)
            destination[i] = bits[i];
        if (rented is not null)
            ArrayPool<sbyte>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    private protected override bool OnContains(ReadOnlySpan<float> value) => value.IndexOfAnyExcept(0f, 1f) < 0;

    private static int SizeOf(ReadOnlySpan<int> shape)
    {
        if (shape.IsEmpty)
            throw new ArgumentException("A shape needs at least one length.", nameof(shape));
        int size = 1;
        foreach (int length in shape)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, nameof(shape));
            size = checked(size * length);
        }

        return size;
    }
}
