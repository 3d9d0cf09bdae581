using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The settings of epsilon-greedy exploration, which the options of every agent that explores so begin with.</summary>
public abstract record EpsilonGreedyOptions
{
    /// <summary>How epsilon, the probability of a random action, changes. Default: linear over steps.</summary>
    public EpsilonSchedule EpsilonSchedule { get; init => field = Check.Defined(value); } = EpsilonSchedule.Linear;

    /// <summary>Epsilon at the start, from 0 to 1; the constant one where the schedule is constant. Default: 1.</summary>
    public float EpsilonStart { get; init => field = Check.Range(value, 0f, 1f); } = 1f;

    /// <summary>Epsilon at the end, from 0 to 1. Default: 0.05.</summary>
    public float EpsilonEnd { get; init => field = Check.Range(value, 0f, 1f); } = 0.05f;

    /// <summary>
    /// How long epsilon takes from start to end: environment steps of the linear schedule, episodes of the linear one over episodes.
    /// The other schedules don't use it. Default: 10,000.
    /// </summary>
    public int EpsilonDecay { get; init => field = Check.Positive(value); } = 10_000;

    /// <summary>
    /// The rate of the exponential schedule per environment step, and the factor of the schedule that multiplies once an episode.
    /// The other schedules don't use it. Default: 0.995.
    /// </summary>
    public float EpsilonRate { get; init => field = Check.Range(value, 0f, 1f); } = 0.995f;
}
