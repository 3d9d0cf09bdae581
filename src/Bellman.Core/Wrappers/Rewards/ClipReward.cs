namespace Bellman.Core;

/// <summary>Limits rewards to bounds (Gymnasium's <c>ClipReward</c>).</summary>
public sealed class ClipReward : RewardWrapper
{
    private readonly float _least;
    private readonly float _most;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="minReward">The least reward; null for no bound.</param>
    /// <param name="maxReward">The largest reward; null for no bound.</param>
    /// <exception cref="ArgumentException">Neither is given, or they are out of order.</exception>
    public ClipReward(Env inner, float? minReward = null, float? maxReward = null)
        : base(inner)
    {
        if (minReward is null && maxReward is null) throw new ArgumentException("minReward or maxReward must be given.", nameof(minReward));
        (_least, _most) = (minReward ?? float.NegativeInfinity, maxReward ?? float.PositiveInfinity);
        if (!(_least <= _most))
            throw new ArgumentException(FormattableString.Invariant($"minReward must not be above maxReward, but they are {_least} and {_most}."), nameof(minReward));
    }

    /// <inheritdoc/>
    protected override float Reward(float reward) => Math.Clamp(reward, _least, _most);
}
