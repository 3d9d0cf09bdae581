using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Gives what a function makes of each reward (Gymnasium's <c>TransformReward</c>). As a text it is <c>TransformReward:scale,shift</c>, which gives
/// scale * reward + shift; both are finite.
/// </summary>
public sealed class TransformReward : RewardWrapper
{
    private readonly Func<float, float> _transform;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="transform">The function; it should depend on nothing but its argument.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public TransformReward(Env inner, Func<float, float> transform)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(transform);
        _transform = transform;
    }

    /// <inheritdoc/>
    protected override float Reward(float reward) => _transform(reward);

    internal static TransformReward Scaled(Env env, float scale = 1, float shift = 0)
    {
        Check.Finite(scale, nameof(scale));
        Check.Finite(shift, nameof(shift));
        return new TransformReward(env, reward => (scale * reward) + shift);
    }
}
