using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// The usual preprocessing of Atari's games (Gymnasium's <c>AtariPreprocessing</c>; Machado et al., "Revisiting the Arcade Learning Environment", 2018), for any
/// environment that shows colour images: a random number of idle steps at the beginning, grey, several frames a step of which the last two are merged, resized.
/// It is a stack of the wrappers that do these things one by one; <see cref="FrameStackObservation"/> around it stacks the images.
/// </summary>
public sealed class AtariPreprocessing : Wrapper
{
    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/> of (rows, columns, 3) from 0 to 255, its actions a <see cref="Discrete"/> whose 0 does nothing.</param>
    /// <param name="noopMax">The most idle steps at the beginning of an episode, of which 1 to so many are made; 0 for none. Default 30.</param>
    /// <param name="frameSkip">How many frames are one step, at least 1. Default 4.</param>
    /// <param name="screenSize">The new number of rows and columns: one number for both, or two. Default 84.</param>
    /// <param name="terminalOnLifeLoss">Whether an episode ends with each life; the environment then is an <see cref="ILives"/>. Default: no.</param>
    /// <param name="grayscaleObs">Whether colours become shades of grey. Default: yes.</param>
    /// <param name="grayscaleNewaxis">Whether grey images keep a third dimension of length 1. Default: no.</param>
    /// <param name="scaleObs">Whether numbers are from 0 to 1 instead of 255. Default: no.</param>
    /// <exception cref="ArgumentException">Observations, actions or lives are something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public AtariPreprocessing(
        Env inner,
        int noopMax = 30,
        int frameSkip = 4,
        IReadOnlyList<int>? screenSize = null,
        bool terminalOnLifeLoss = false,
        bool grayscaleObs = true,
        bool grayscaleNewaxis = false,
        bool scaleObs = false)
        : base(Scaled(
            Resized(Skipped(Begun(inner, noopMax, terminalOnLifeLoss), frameSkip, grayscaleObs, grayscaleNewaxis), screenSize ?? [84]),
            scaleObs))
    {
    }

    private static Env Begun(Env inner, int noopMax, bool terminalOnLifeLoss)
    {
        Env env = Check.NotNegative(noopMax, nameof(noopMax)) == 0 ? inner : new NoopStart(inner, noopMax);
        return terminalOnLifeLoss ? new LifeLoss(env) : env;
    }

    private static MaxAndSkipObservation Skipped(Env env, int frameSkip, bool grayscaleObs, bool grayscaleNewaxis) =>
        new(grayscaleObs ? new GrayscaleObservation(env, grayscaleNewaxis) : env, Check.Positive(frameSkip, nameof(frameSkip)));

    private static ResizeObservation Resized(Env env, IReadOnlyList<int> screenSize) =>
        new(env, WrappedSpace.ForEach(screenSize, 2, nameof(screenSize)));

    private static Env Scaled(Env env, bool scaleObs) => scaleObs ? new RescaleObservation(env, [0], [1]) : env;
}
