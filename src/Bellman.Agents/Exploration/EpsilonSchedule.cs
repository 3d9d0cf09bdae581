namespace Bellman.Agents;

/// <summary>How epsilon, the probability of a random action, or the temperature of Boltzmann exploration changes in the course of training.</summary>
public enum EpsilonSchedule
{
    /// <summary>It stays at its start.</summary>
    Constant,

    /// <summary>In a straight line over environment steps.</summary>
    Linear,

    /// <summary>In a straight line over episodes.</summary>
    LinearEpisodes,

    /// <summary>end + (start - end) exp(-rate * step).</summary>
    Exponential,

    /// <summary>Multiplied by a factor after each episode, not below its end.</summary>
    PerEpisode,
}
