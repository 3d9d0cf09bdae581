namespace Bellman.Core;

/// <summary>
/// Shows the agent how much of an episode's time is used up, as one more number at the end of the observation: steps taken over
/// steps allowed, 0 at the reset and exactly 1 at the time limit (Gymnasium's <c>TimeAwareObservation</c> with normalised time).
/// With it, a world with a time limit is Markov again (Pardo et al., "Time limits in reinforcement learning", 2018).
/// </summary>
public sealed class TimeAware : Wrapper
{
    private readonly int _inner;
    private int _steps;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/> of floating-point numbers.</param>
    /// <param name="maxEpisodeSteps">The steps that count as 1, at least 1; null for those of the lowest time limit inside.</param>
    /// <exception cref="ArgumentException">The observations are something else, or nothing inside has a time limit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxEpisodeSteps"/> is below 1.</exception>
    public TimeAware(Env inner, int? maxEpisodeSteps = null)
        : base(inner)
    {
        if (inner.ObservationSpace is not Box box || box.Element.IsInteger())
            throw new ArgumentException($"Time goes with a Box of floating-point numbers, not with {inner.ObservationSpace}.", nameof(inner));
        int limit = maxEpisodeSteps ?? LimitOf(inner)
            ?? throw new ArgumentException($"{inner} has no time limit: say how many steps an episode may take.", nameof(maxEpisodeSteps));
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(maxEpisodeSteps));
        MaxEpisodeSteps = limit;
        _inner = box.Size;
        ObservationSpace = new Box([.. box.Low, 0f], [.. box.High, 1f], box.Element);
    }

    /// <summary>The number of steps that counts as 1.</summary>
    public int MaxEpisodeSteps { get; }

    /// <summary>The observations of the environment inside in one row, and the time used up, from 0 to 1.</summary>
    public override Space ObservationSpace { get; }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(observation[.._inner]);
        _steps = 0;
        observation[_inner] = 0;
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, observation[.._inner]);
        // Beyond the limit, where no TimeLimit is inside, the time stays used up.
        _steps = Math.Min(_steps + 1, MaxEpisodeSteps);
        observation[_inner] = (float)((double)_steps / MaxEpisodeSteps);
        return result;
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("time_aware_steps", _steps);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _steps = reader.ReadInt32("time_aware_steps");
        base.OnLoad(reader);
    }

    private static int? LimitOf(Env env) => TimeLimit.Least(env) ?? env.Spec?.MaxEpisodeSteps;
}
