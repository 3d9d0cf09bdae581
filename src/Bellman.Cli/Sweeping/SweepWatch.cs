using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Where one training of a sweep stands, written by its own thread and read by the one that draws.</summary>
internal sealed class SweepWatch(SweepSetting setting, ulong seed) : ICallback
{
    private long _step;
    private long _episode;
    private double _mean = double.NaN;

    /// <summary>What is trained.</summary>
    public SweepSetting Setting => setting;

    /// <summary>With which seed.</summary>
    public ulong Seed => seed;

    /// <summary>The mean return of its last 100 episodes; NaN before the first.</summary>
    public double MeanReturn => Volatile.Read(ref _mean);

    /// <summary>How much of it is done, from 0 to 1; 0 where it has no limit.</summary>
    public double Fraction => setting.Options.Training.Fraction(Volatile.Read(ref _step), Volatile.Read(ref _episode)) ?? 0;

    /// <inheritdoc/>
    public void OnStep(TrainingContext context) => Volatile.Write(ref _step, context.Step);

    /// <inheritdoc/>
    public void OnEpisodeEnd(TrainingContext context, in EpisodeRecord episode)
    {
        Volatile.Write(ref _episode, episode.Episode);
        Volatile.Write(ref _mean, context.MeanReturn);
    }
}
