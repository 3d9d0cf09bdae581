namespace Bellman.Agents;

/// <summary>The epsilon of epsilon-greedy exploration after so many environment steps and finished episodes, by schedule.</summary>
public static class Epsilon
{
    /// <summary>The value of a schedule; a pure function, so that nothing of it needs to be saved.</summary>
    /// <param name="options">The schedule's kind, start, end and pace.</param>
    /// <param name="step">Environment steps taken so far.</param>
    /// <param name="episode">Episodes finished so far.</param>
    public static float At(EpsilonGreedyOptions options, long step, long episode)
    {
        ArgumentNullException.ThrowIfNull(options);
        float start = options.EpsilonStart, end = options.EpsilonEnd;
        return options.EpsilonSchedule switch
        {
            EpsilonSchedule.Constant => start,
            EpsilonSchedule.Linear => Line(start, end, step, options.EpsilonDecay),
            EpsilonSchedule.LinearEpisodes => Line(start, end, episode, options.EpsilonDecay),
            EpsilonSchedule.Exponential => (float)(end + ((start - end) * Math.Exp(-(double)options.EpsilonRate * step))),
            EpsilonSchedule.PerEpisode => MathF.Max(end, (float)(start * Math.Pow(options.EpsilonRate, episode))),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.EpsilonSchedule, "There is no such epsilon schedule."),
        };
    }

    private static float Line(float start, float end, long at, int length) =>
        at >= length ? end : start + ((end - start) * ((float)at / length));
}
