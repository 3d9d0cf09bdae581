using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The settings of exploration, which the options of every agent that chooses by action values begin with.</summary>
public abstract record ExplorationOptions
{
    /// <summary>How actions are chosen while the agent learns. Default: epsilon_greedy.</summary>
    public Exploration Exploration { get; init => field = Check.Defined(value); } = Exploration.EpsilonGreedy;

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

    /// <summary>How the temperature of Boltzmann exploration changes, in the ways that epsilon can. Default: linear over steps.</summary>
    public EpsilonSchedule TemperatureSchedule { get; init => field = Check.Defined(value); } = EpsilonSchedule.Linear;

    /// <summary>
    /// The temperature at the start, in the units of action values (scaled rewards); above 0. An action that is worth one temperature less than another is taken 1/e times as often.
    /// Of effect with Boltzmann exploration alone, as are the others. Default: 1.
    /// </summary>
    public float TemperatureStart { get; init => field = Check.Positive(value); } = 1f;

    /// <summary>The temperature at the end; above 0. Default: 0.05.</summary>
    public float TemperatureEnd { get; init => field = Check.Positive(value); } = 0.05f;

    /// <summary>How long the temperature takes from start to end, in environment steps or episodes as <see cref="EpsilonDecay"/>. Default: 10,000.</summary>
    public int TemperatureDecay { get; init => field = Check.Positive(value); } = 10_000;

    /// <summary>The rate or factor of its schedule, as <see cref="EpsilonRate"/>. Default: 0.995.</summary>
    public float TemperatureRate { get; init => field = Check.Range(value, 0f, 1f); } = 0.995f;

    /// <summary>
    /// Whether actions that a world's mask forbids are never taken, neither greedily nor at random, and never bootstrapped from. Of no effect where a world has no mask. Default: true.
    /// </summary>
    public bool ActionMasks { get; init; } = true;
}
