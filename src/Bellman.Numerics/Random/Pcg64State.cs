namespace Bellman.Numerics;

/// <summary>Everything a <see cref="Pcg64"/> is at one moment; assigning it to <see cref="Pcg64.State"/> goes on from there.</summary>
/// <param name="State">The 128-bit state of the linear congruential generator.</param>
/// <param name="Increment">Its increment, always odd; it selects the sequence.</param>
/// <param name="HasBuffered">Whether the upper half of a 64-bit draw waits to be the next 32-bit draw.</param>
/// <param name="Buffered">That upper half. Kept after it was used, as NumPy does.</param>
public readonly record struct Pcg64State(UInt128 State, UInt128 Increment, bool HasBuffered, uint Buffered);
