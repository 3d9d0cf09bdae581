namespace Bellman.Core;

/// <summary>
/// A wrapper that normalises by running statistics of what it sees. The worlds of a <see cref="VectorEnv"/> gather them together, a world for evaluation
/// (<see cref="VectorEnv.CreateEnv"/>) uses those of the training without adding to them, and model files hold them.
/// </summary>
public interface INormalizer
{
    /// <summary>The statistics.</summary>
    RunningStatistics Statistics { get; }

    /// <summary>Whether what is seen is taken in (Gymnasium's <c>update_running_mean</c>). Default: yes; not in a world for evaluation.</summary>
    bool UpdateRunningMean { get; set; }
}
