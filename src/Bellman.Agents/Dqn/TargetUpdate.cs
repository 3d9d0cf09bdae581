namespace Bellman.Agents;

/// <summary>How a target network follows the online network.</summary>
public enum TargetUpdate
{
    /// <summary>It is copied every so many environment steps (Mnih et al. 2015).</summary>
    Hard,

    /// <summary>It moves a small fraction of the way with each update (Lillicrap et al. 2016).</summary>
    Soft,
}
