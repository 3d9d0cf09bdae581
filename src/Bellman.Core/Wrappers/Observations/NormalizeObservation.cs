using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Shows each number of an observation less its running mean, divided by its running standard deviation (Gymnasium's <c>NormalizeObservation</c>).
/// See <see cref="INormalizer"/> for what several worlds and evaluations do.
/// </summary>
public sealed class NormalizeObservation : ObservationWrapper, INormalizer
{
    private readonly float _epsilon;
    private readonly float _clip;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/>.</param>
    /// <param name="epsilon">What is added to the variance, above 0. Default 1e-8.</param>
    /// <param name="clip">The largest number shown, above 0. Default: none, as in Gymnasium; Stable-Baselines3 takes 10.</param>
    /// <exception cref="ArgumentException">The observations are something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> or <paramref name="clip"/> is not above 0.</exception>
    public NormalizeObservation(Env inner, float epsilon = 1e-8f, float clip = float.PositiveInfinity)
        : base(inner, Normalized(WrappedSpace.Observations(inner), clip))
    {
        _epsilon = Check.Positive(epsilon, nameof(epsilon));
        _clip = clip;
        Statistics = new RunningStatistics(inner.ObservationSpace.Size);
    }

    /// <inheritdoc/>
    public RunningStatistics Statistics { get; }

    /// <inheritdoc/>
    public bool UpdateRunningMean { get; set; } = true;

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation)
    {
        if (UpdateRunningMean) Statistics.Add(inner);
        Statistics.Normalize(inner, observation, _epsilon, _clip);
    }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        Statistics.Refresh();
        base.OnReset(observation);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using (writer.Section("normalize_observation")) Statistics.Save(writer);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using (reader.Section("normalize_observation")) Statistics.Load(reader);
        base.OnLoad(reader);
    }

    private static Box Normalized(Box box, float clip)
    {
        if (!(clip > 0)) throw new ArgumentOutOfRangeException(nameof(clip), clip, FormattableString.Invariant($"clip must be a number above 0, but is {clip}."));
        return new Box(-clip, clip, box.Shape.AsSpan());
    }
}
