using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>What can be chosen about <see cref="Endless"/>.</summary>
public sealed record EndlessOptions
{
    /// <summary>The reward of each step, within 1e6 of zero. Default 1.</summary>
    public float Reward { get; init => field = Check.Range(value, -1e6f, 1e6f); } = 1;
}
