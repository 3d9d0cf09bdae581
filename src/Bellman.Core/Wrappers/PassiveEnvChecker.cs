namespace Bellman.Core;

/// <summary>
/// Looks at everything that goes in and out, and stops with the first thing that is wrong (Gymnasium's <c>PassiveEnvChecker</c>): an action or an observation that is not of
/// its space, a number that is not one, a reward that is not finite. It changes nothing, and looks at every step.
/// </summary>
public sealed class PassiveEnvChecker : Wrapper
{
    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public PassiveEnvChecker(Env inner)
        : base(inner)
    {
    }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(observation);
        CheckObservation(observation, "Reset");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The action is not of the action space.</exception>
    /// <exception cref="InvalidOperationException">The environment did something wrong; the message says what.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        RequireContained(action);
        StepResult result = Inner.Step(action, observation);
        CheckObservation(observation[..ObservationSpace.Size], "Step");
        if (!float.IsFinite(result.Reward)) throw new InvalidOperationException(FormattableString.Invariant($"{Inner}: Step gave the reward {result.Reward}."));
        return result;
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action)
    {
        RequireContained(action);
        base.CheckAction(action);
    }

    private void RequireContained(ReadOnlySpan<float> action)
    {
        ReadOnlySpan<float> row = action[..ActionSpace.Size];
        if (!ActionSpace.Contains(row)) throw new ArgumentException($"The action {Text(row)} is not in {ActionSpace}.", nameof(action));
    }

    private void CheckObservation(ReadOnlySpan<float> observation, string after)
    {
        foreach (float number in observation)
        {
            if (float.IsNaN(number)) throw new InvalidOperationException($"{Inner}: {after} wrote the observation {Text(observation)}, in which a number is none.");
        }

        if (!ObservationSpace.Contains(observation))
            throw new InvalidOperationException($"{Inner}: {after} wrote the observation {Text(observation)}, which is not in {ObservationSpace}.");
    }

    private static string Text(ReadOnlySpan<float> row)
    {
        const int shown = 32;
        string numbers = string.Join(' ', row[..Math.Min(row.Length, shown)].ToArray().Select(number => FormattableString.Invariant($"{number}")));
        return row.Length > shown ? $"[{numbers} ...]" : $"[{numbers}]";
    }
}
