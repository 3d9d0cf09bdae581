using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Divides each reward by the running standard deviation of the discounted sum of rewards (Gymnasium's <c>NormalizeReward</c>), so that values are of
/// the same size in every task. The sum begins anew with each episode, as in Stable-Baselines3. See <see cref="INormalizer"/> for
/// what several worlds and evaluations do.
/// </summary>
public sealed class NormalizeReward : Wrapper, INormalizer
{
    private readonly float _gamma;
    private readonly float _epsilon;
    private readonly float _clip;
    private double _sum;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="gamma">The discount of the sum, from 0 to 1: the agent's. Default 0.99.</param>
    /// <param name="epsilon">What is added to the variance, above 0. Default 1e-8.</param>
    /// <param name="clip">The largest reward given, above 0. Default: none, as in Gymnasium; Stable-Baselines3 takes 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public NormalizeReward(Env inner, float gamma = 0.99f, float epsilon = 1e-8f, float clip = float.PositiveInfinity)
        : base(inner)
    {
        _gamma = Check.Range(gamma, 0, 1, nameof(gamma));
        _epsilon = Check.Positive(epsilon, nameof(epsilon));
        if (!(clip > 0)) throw new ArgumentOutOfRangeException(nameof(clip), clip, FormattableString.Invariant($"clip must be a number above 0, but is {clip}."));
        _clip = clip;
    }

    /// <summary>The statistics of the discounted sums.</summary>
    public RunningStatistics Statistics { get; } = new(1);

    /// <inheritdoc/>
    public bool UpdateRunningMean { get; set; } = true;

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        Statistics.Refresh();
        _sum = 0;
        base.OnReset(observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, observation);
        if (UpdateRunningMean)
        {
            _sum = (_sum * _gamma) + result.Reward;
            Statistics.Add(new ReadOnlySpan<double>(in _sum));
        }

        double scaled = result.Reward / Math.Sqrt(Statistics.Variance[0] + _epsilon);
        return result with { Reward = Math.Clamp((float)scaled, -_clip, _clip) };
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using (writer.Section("normalize_reward")) Statistics.Save(writer);
        writer.Write("normalize_reward_sum", _sum);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using (reader.Section("normalize_reward")) Statistics.Load(reader);
        _sum = reader.ReadDouble("normalize_reward_sum");
        base.OnLoad(reader);
    }
}
