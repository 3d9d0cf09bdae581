namespace Bellman.Agents;

/// <summary>The noise that explores where actions are numbers.</summary>
public enum NoiseKind
{
    /// <summary>Normal and fresh in every step (Fujimoto et al. 2018).</summary>
    Gaussian,

    /// <summary>An Ornstein-Uhlenbeck process, which drifts and so pushes the same way for a while (Lillicrap et al. 2016).</summary>
    OrnsteinUhlenbeck,
}
