using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>What the sequences of a <see cref="SequenceReplayBuffer"/> are.</summary>
/// <param name="length">Steps to learn from, at least 1.</param>
/// <param name="burnIn">Steps before them, at least 0.</param>
/// <param name="observationSize">Numbers in an observation, at least 1.</param>
/// <param name="actionSize">Numbers in an action, at least 1.</param>
/// <param name="stateSize">Numbers of what the network remembers before the first step; 0 where that is not stored.</param>
/// <param name="asBytes">Whether observations are kept as bytes (<see cref="ReplayBuffer.FitsBytes"/>).</param>
/// <param name="maskSize">Answers in the mask that says which actions are allowed behind a step; 0 where there are no masks.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
public sealed class SequenceShape(int length, int burnIn, int observationSize, int actionSize, int stateSize = 0, bool asBytes = false, int maskSize = 0)
{
    /// <summary>Steps to learn from.</summary>
    public int Length { get; } = Check.Positive(length, nameof(length));

    /// <summary>Steps before them.</summary>
    public int BurnIn { get; } = Check.NotNegative(burnIn, nameof(burnIn));

    /// <summary>Numbers in an observation.</summary>
    public int ObservationSize { get; } = Check.Positive(observationSize, nameof(observationSize));

    /// <summary>Numbers in an action.</summary>
    public int ActionSize { get; } = Check.Positive(actionSize, nameof(actionSize));

    /// <summary>Numbers of what the network remembers before the first step; 0 where that is not stored.</summary>
    public int StateSize { get; } = Check.NotNegative(stateSize, nameof(stateSize));

    /// <summary>Whether observations are kept as bytes.</summary>
    public bool AsBytes { get; } = asBytes;

    /// <summary>Answers in the mask that says which actions are allowed behind a step; 0 where there are no masks.</summary>
    public int MaskSize { get; } = Check.NotNegative(maskSize, nameof(maskSize));
}
