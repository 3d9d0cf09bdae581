using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// How long a training lasts, what is kept of it on the way, and whether acting and learning overlap. Nothing but <see cref="Overlap"/> changes what an agent learns from a given step on:
/// two trainings that differ in the other options alone go through the same states until the first of them stops.
/// </summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// The number of environment steps after which training stops, those of all worlds together. 0 for no such limit. Default 100,000.
    /// </summary>
    public long Steps { get; init => field = Check.NotNegative(value); } = 100_000;

    /// <summary>The number of finished episodes after which training stops. 0 for no such limit. Default 0.</summary>
    public long Episodes { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// Whether training stops as soon as the environment is solved. Default false: going on shows whether the agent keeps what it learned.
    /// </summary>
    public bool StopWhenSolved { get; init; }

    /// <summary>
    /// The mean return at which the environment counts as solved. Default <see langword="null"/>: the threshold that is published
    /// for the environment (<see cref="Core.EnvSpec.RewardThreshold"/>), if any.
    /// </summary>
    public double? SolvedReturn { get; init => field = value is { } given ? Check.Range(given, -1e12, 1e12) : null; }

    /// <summary>
    /// Over how many of the last finished episodes the mean return is taken; an environment is never solved before that many
    /// have finished. Default 100, as Gymnasium's thresholds are meant.
    /// </summary>
    public int SolvedWindow { get; init => field = Check.Positive(value); } = 100;

    /// <summary>A checkpoint of the whole run every so many steps. 0 for one at the end alone. Default 50,000.</summary>
    public long CheckpointEvery { get; init => field = Check.NotNegative(value); } = 50_000;

    /// <summary>How many checkpoints are kept: the newest ones. Default 5.</summary>
    public int KeepCheckpoints { get; init => field = Check.Positive(value); } = 5;

    /// <summary>A greedy evaluation on an environment of its own every so many steps. 0 for none. Default 0.</summary>
    public long EvaluateEvery { get; init => field = Check.NotNegative(value); }

    /// <summary>How many episodes an evaluation has. Default 10.</summary>
    public int EvaluationEpisodes { get; init => field = Check.Positive(value); } = 10;

    /// <summary>
    /// The steps of an evaluation while training, in place of <see cref="EvaluationEpisodes"/>: episodes follow each other until so many
    /// steps were made, and one that is then unfinished does not count. 0 for going by episodes. Default 0.
    /// </summary>
    public long EvaluationSteps { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// Over how many fixed states an evaluation takes the mean of the largest action value. A random policy collects them once.
    /// 0 for none; agents without action values have none either. Default 10,000.
    /// </summary>
    public int ValidationStates { get; init => field = Check.NotNegative(value); } = 10_000;

    /// <summary>A line of progress, and the histograms, every so many steps. Default 2,000.</summary>
    public long LogEvery { get; init => field = Check.Positive(value); } = 2_000;

    /// <summary>A copy of the model that is never removed every so many steps. 0 for none. Default 0.</summary>
    public long SnapshotEvery { get; init => field = Check.NotNegative(value); }

    /// <summary>A copy of the model that is never removed every so many episodes. 0 for none. Default 0.</summary>
    public long SnapshotEveryEpisodes { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// Whether the agent goes on acting while it learns. It then acts with what it knew one round of updates before, and learns from what was observed before the round began; that is a training of
    /// its own, not the one without overlap, but the same whatever the number of threads. Only for agents with a replay. Default: false.
    /// </summary>
    public bool Overlap { get; init; }

    /// <summary>
    /// On how many threads acting and learning overlap: 2, or 1 for the same results by turns. Without <see cref="Overlap"/> it has no effect, and where there is but one processor it is 1. Default: 2.
    /// </summary>
    public int OverlapThreads { get; init => field = Check.Range(value, 1, 2); } = 2;

    /// <summary>
    /// On how many threads the large products and convolutions of an update are computed, from 1 to 64; the results are the same bits for any number. Small networks gain nothing: what a thread would do in less than some microseconds
    /// is not divided. Never more than there are processors are used, the one that acts meanwhile counted with <see cref="Overlap"/>. Default: 1, which is never slower.
    /// </summary>
    public int LearningThreads { get; init => field = Check.Range(value, 1, KernelThreads.Most); } = 1;

    /// <summary>The same options for a training beside others of this process, which leaves them their processors. It changes nothing in its results.</summary>
    /// <param name="trainings">How many trainings run at a time.</param>
    /// <returns>The options, with no more threads than the training's share of the processors, but at least one.</returns>
    public TrainingOptions Beside(int trainings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trainings, 1);
        return Beside(trainings, Environment.ProcessorCount);
    }

    /// <summary>The number of threads for an update, the one that it begins on among them.</summary>
    /// <param name="processors">How many processors there are.</param>
    internal int ThreadsOfUpdate(int processors)
    {
        int acting = Overlap && OverlapThreads > 1 && processors > 1 ? 1 : 0;
        return Math.Clamp(processors - acting, 1, LearningThreads);
    }

    /// <summary>As <see cref="Beside(int)"/>, with so many processors.</summary>
    internal TrainingOptions Beside(int trainings, int processors)
    {
        int share = Math.Max(1, processors / trainings);
        int overlapping = Math.Min(OverlapThreads, share);
        return this with { OverlapThreads = overlapping, LearningThreads = Math.Clamp(share - (Overlap && overlapping > 1 ? 1 : 0), 1, LearningThreads) };
    }

    /// <summary>Requires an agent that can be trained as the options say.</summary>
    /// <param name="agent">The agent.</param>
    /// <exception cref="ArgumentException">Acting and learning are to overlap, which this agent can't.</exception>
    public void RequireSuitable(Agent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (!Overlap || agent is IOverlappedAgent) return;
        throw new ArgumentException(
            $"The agent {agent.Name} can't act while it learns, as overlap asks: that takes an agent with a replay, such as dqn or sac. Take one of those, or leave overlap out.", nameof(agent));
    }

    /// <summary>How much of a training is done, from 0 to 1, by the limit that is nearest; <see langword="null"/> where there is no limit.</summary>
    /// <param name="step">The environment steps made.</param>
    /// <param name="episode">The episodes finished.</param>
    public double? Fraction(long step, long episode)
    {
        if (Steps == 0 && Episodes == 0) return null;
        double steps = Steps > 0 ? (double)step / Steps : 0;
        double episodes = Episodes > 0 ? (double)episode / Episodes : 0;
        return Math.Clamp(Math.Max(steps, episodes), 0, 1);
    }
}
