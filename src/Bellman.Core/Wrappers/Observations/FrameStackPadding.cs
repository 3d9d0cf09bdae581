namespace Bellman.Core;

/// <summary>What <see cref="FrameStackObservation"/> shows in place of frames before the first of an episode.</summary>
public enum FrameStackPadding
{
    /// <summary>The first frame.</summary>
    Reset,

    /// <summary>Zeros, or the values nearest to zero that the space has.</summary>
    Zero,
}
