using Bellman.Core;

namespace Bellman.Testing;

/// <summary>
/// Checks that an environment keeps the contract (Gymnasium's <c>check_env</c>, Stable-Baselines3's too): observations within their space and finite, the same
/// seed gives the same episodes, calls in the wrong order are refused, instances share nothing, saving and loading lose nothing, and the hot loop allocates nothing.
/// <see cref="FindingKind"/> lists everything that it looks for.
/// </summary>
public static class EnvironmentChecker
{
    /// <summary>Checks an environment that was made already; it is left in the middle of an episode.</summary>
    /// <param name="env">The environment.</param>
    /// <param name="steps">How many random steps to take in each part, at least 1. Default 1000.</param>
    /// <returns>What was done, and what there is to advise.</returns>
    /// <exception cref="CheckFailedException">The environment breaks the contract; the message says how, and what mends it.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="env"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static EnvironmentCheck Check(Env env, int steps = 1000) => Sound(Examine(env, steps));

    /// <summary>
    /// Checks an environment more strictly, since a fresh one shows whether stepping before the first reset is refused, whether instances are independent
    /// and whether loading restores everything.
    /// </summary>
    /// <param name="create">Makes an environment; called several times.</param>
    /// <param name="steps">How many random steps to take in each part, at least 1. Default 1000.</param>
    /// <returns>What was done, and what there is to advise.</returns>
    /// <exception cref="CheckFailedException">The environment breaks the contract; the message says how, and what mends it.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="create"/> gives the same environment again.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static EnvironmentCheck Check(Func<Env> create, int steps = 1000) => Sound(Examine(create, steps));

    /// <summary>Looks for everything that <see cref="Check(Env, int)"/> looks for, and tells it without throwing.</summary>
    /// <param name="env">The environment; it is left in the middle of an episode.</param>
    /// <param name="steps">How many random steps to take in each part, at least 1. Default 1000.</param>
    /// <returns>What was done and found.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="env"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static EnvironmentCheck Examine(Env env, int steps = 1000)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        using var examination = new Examination(env, steps);
        return examination.Run();
    }

    /// <summary>Looks for everything that <see cref="Check(Func{Env}, int)"/> looks for, and tells it without throwing.</summary>
    /// <param name="create">Makes an environment; called several times. What it throws, or a null that it gives, is a finding.</param>
    /// <param name="steps">How many random steps to take in each part, at least 1. Default 1000.</param>
    /// <returns>What was done and found.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="create"/> gives the same environment again.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static EnvironmentCheck Examine(Func<Env> create, int steps = 1000)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        using var examination = new Examination(create, steps);
        return examination.Run();
    }

    private static EnvironmentCheck Sound(EnvironmentCheck check)
    {
        if (check.IsSound) return check;
        throw new CheckFailedException($"{check.Environment}: {string.Join(' ', check.Faults)}");
    }
}
