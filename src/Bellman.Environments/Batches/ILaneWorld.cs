using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>A world whose whole state is a few numbers, so that many of them are columns.</summary>
internal interface ILaneWorld
{
    /// <summary>How many numbers the state has, and what is kept beside it.</summary>
    static abstract int StateSize { get; }

    /// <summary>The world's random numbers.</summary>
    Pcg64 Random { get; }

    /// <summary>Draws an initial state, as a reset without options does.</summary>
    static abstract void Begin(Pcg64 random, Span<double> state);

    /// <summary>Writes what a state shows.</summary>
    static abstract void Show(ReadOnlySpan<double> state, Span<float> observation);

    /// <summary>Reads the state.</summary>
    void Give(Span<double> state);

    /// <summary>Replaces the state.</summary>
    void Take(ReadOnlySpan<double> state);

    /// <summary>Takes the last action over, for pictures; empty before the first one.</summary>
    void Remember(ReadOnlySpan<float> action)
    {
    }
}
