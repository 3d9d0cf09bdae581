namespace Bellman.Core;

/// <summary>
/// Truncates an episode after so many steps (Gymnasium's <c>TimeLimit</c>). A state that is cut off is not terminal: where the world
/// itself ended the episode in the last step allowed, both flags are set.
/// </summary>
public sealed class TimeLimit : Wrapper
{
    private int _steps;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="maxEpisodeSteps">The most steps of an episode, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxEpisodeSteps"/> is below 1.</exception>
    public TimeLimit(Env inner, int maxEpisodeSteps)
        : base(inner)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEpisodeSteps, 1);
        MaxEpisodeSteps = maxEpisodeSteps;
    }

    /// <summary>The most steps of an episode.</summary>
    public int MaxEpisodeSteps { get; }

    /// <summary>The lowest of the time limits around a world, which is the one that cuts off; null where there is none.</summary>
    internal static int? Least(Env env)
    {
        int? least = null;
        for (Env? layer = env; layer is not null; layer = (layer as Wrapper)?.Inner)
        {
            if (layer is TimeLimit limit) least = Math.Min(least ?? int.MaxValue, limit.MaxEpisodeSteps);
        }

        return least;
    }

    /// <summary>Goes on where a batch has brought this world.</summary>
    internal void ContinueAt(int steps) => _steps = steps;

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        _steps = 0;
        base.OnReset(observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, observation);
        return ++_steps >= MaxEpisodeSteps ? result with { Truncated = true } : result;
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("time_limit_steps", _steps);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _steps = reader.ReadInt32("time_limit_steps");
        base.OnLoad(reader);
    }
}
