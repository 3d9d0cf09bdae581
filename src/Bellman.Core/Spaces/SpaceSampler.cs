using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Draws values of a space with generators of its own, as Gymnasium does after <c>space.seed(seed)</c>: a composite seeds
/// each part with a draw from its own generator.
/// </summary>
public sealed class SpaceSampler
{
    private readonly Pcg64 _rng;
    private readonly SpaceSampler[] _parts = [];
    private readonly CompositeSpace? _composite;

    /// <summary>Seeds a space.</summary>
    /// <param name="space">The space to draw from.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="space"/> is null.</exception>
    public SpaceSampler(Space space, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        Space = space;
        _rng = new Pcg64(seed);
        _composite = space as CompositeSpace;
        if (_composite is not null)
            _parts = [.. _composite.Parts.Select(part => new SpaceSampler(part, (ulong)_rng.Integers(0, int.MaxValue)))];
    }

    /// <summary>The space that is drawn from.</summary>
    public Space Space { get; }

    /// <summary>Draws the next value. Allocates nothing.</summary>
    /// <param name="destination">Receives <see cref="Space.Size"/> floats.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void Sample(Span<float> destination)
    {
        if (_composite is null)
        {
            Space.Sample(_rng, destination);
            return;
        }

        if (destination.Length < Space.Size)
            throw Space.TooShort(nameof(destination), destination.Length);
        for (int i = 0; i < _parts.Length; i++)
            _parts[i].Sample(destination[_composite.Ranges[i]]);
    }
}
