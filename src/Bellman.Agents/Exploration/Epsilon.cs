namespace Bellman.Agents;

/// <summary>The epsilon of epsilon-greedy exploration after so many environment steps and finished episodes, by schedule.</summary>
public static class Epsilon
{
    /// <summary>The value of a schedule; a pure function, so that nothing of it needs to be saved.</summary>
    /// <param name="options">The schedule's kind, start, end and pace.</param>
    /// <param name="step">Environment steps taken so far.</param>
    /// <param name="episode">Episodes finished so far.</param>
    public static float At(ExplorationOptions options, long step, long episode)
    {
        ArgumentNullException.ThrowIfNull(options);
        return At(options.EpsilonSchedule, options.EpsilonStart, options.EpsilonEnd, options.EpsilonDecay, options.EpsilonRate, step, episode);
    }

    /// <summary>The same for whatever follows such a schedule.</summary>
    internal static float At(EpsilonSchedule schedule, float start, float end, int decay, float rate, long step, long episode) => schedule switch
    {
        EpsilonSchedule.Constant => start,
        EpsilonSchedule.Linear => Line(start, end, step, decay),
        EpsilonSchedule.LinearEpisodes => Line(start, end, episode, decay),
        EpsilonSchedule.Exponential => (float)(end + ((start - end) * Math.Exp(-(double)rate * step))),
        EpsilonSchedule.PerEpisode => MathF.Max(end, (float)(start * Math.Pow(rate, episode))),
        _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "There is no such schedule."),
    };

    private static float Line(float start, float end, long at, int length) =>
        at >= length ? end : start + ((end - start) * ((float)at / length));
}
