using Bellman.Core;

namespace Bellman.Testing;

/// <summary>
/// Checks that an environment keeps the contract (Gymnasium's <c>check_env</c>): observations within their space and finite, the same
/// seed gives the same episodes, calls in the wrong order are refused, saving and loading lose nothing, and the hot loop allocates nothing.
/// </summary>
public static class EnvironmentChecker
{
    private const float Untouched = 123456.75f;
    private const ulong Seed = 20;
    private const int StepsAround = 50;

    /// <summary>Checks an environment that was made already; it is left in the middle of an episode.</summary>
    /// <param name="env">The environment.</param>
    /// <param name="steps">How many random steps to take in each part, at least 1. Default 1000.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="CheckFailedException">The environment breaks the contract; the message says how.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="env"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static EnvironmentCheck Check(Env env, int steps = 1000)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return Check(env, env, steps);
    }

    /// <summary>
    /// Checks an environment more strictly, since a fresh one shows whether stepping before the first reset is refused, and whether
    /// loading restores everything.
    /// </summary>
    /// <param name="create">Makes an environment; called several times.</param>
    /// <param name="steps">How many random steps to take in each part, at least 1. Default 1000.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="CheckFailedException">The environment breaks the contract; the message says how.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static EnvironmentCheck Check(Func<Env> create, int steps = 1000)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        using Env env = create();
        using Env fresh = create();
        if (ReferenceEquals(env, fresh))
            throw new ArgumentException("The function has to make another environment each time.", nameof(create));
        CheckSpaces(env);
        CheckStepIsRefused(env, "before the first reset");
        if (Learns(env)) CheckThatNewOnesAreAlike(create, steps);
        return Check(env, fresh, steps);
    }

    private static EnvironmentCheck Check(Env env, Env fresh, int steps)
    {
        CheckSpaces(env);
        int episodes = CheckEpisodes(env, steps);
        if (!Learns(env)) CheckDeterminism(env, fresh, steps);
        bool canSave = CheckSaving(env, fresh);
        CheckAllocation(env, steps);
        return new EnvironmentCheck(steps, episodes, canSave);
    }

    private static void CheckSpaces(Env env)
    {
        if (env.ObservationSpace is null)
            throw Fault(env, "ObservationSpace is null.");
        if (env.ActionSpace is null)
            throw Fault(env, "ActionSpace is null.");
        if (env.ObservationSpace.Size < 1 || env.ActionSpace.Size < 1)
            throw Fault(env, $"the spaces {env.ObservationSpace} and {env.ActionSpace} need at least one number each.");
        if (!env.ObservationSpace.Equals(env.ObservationSpace) || !env.ActionSpace.Equals(env.ActionSpace))
            throw Fault(env, "a space changes from one look to the next.");
    }

    private static int CheckEpisodes(Env env, int steps)
    {
        int size = env.ObservationSpace.Size;
        float[] observation = new float[size + 1];
        float[] action = new float[env.ActionSpace.Size];
        SpaceSampler actions = env.ActionSpace.CreateSampler(Seed);
        int episodes = 0;
        Array.Fill(observation, Untouched);
        env.Reset(observation, Seed);
        CheckObservation(env, observation, "Reset(seed)");
        for (int i = 0; i < steps; i++)
        {
            actions.Sample(action);
            Array.Fill(observation, Untouched);
            StepResult result = env.Step(action, observation);
            CheckObservation(env, observation, $"step {i}");
            if (!float.IsFinite(result.Reward))
                throw Fault(env, $"the reward of step {i} is {result.Reward}.");
            if (!result.Done)
                continue;
            episodes++;
            if (env.ResetsItself)
                continue;
            CheckStepIsRefused(env, "after the end of an episode");
            Array.Fill(observation, Untouched);
            env.Reset(observation);
            CheckObservation(env, observation, "Reset()");
        }

        return episodes;
    }

    private static void CheckObservation(Env env, float[] observation, string after)
    {
        int size = env.ObservationSpace.Size;
        if (observation[size] != Untouched)
            throw Fault(env, $"{after} wrote behind the observation's {size} numbers.");
        for (int i = 0; i < size; i++)
        {
            if (observation[i] == Untouched)
                throw Fault(env, $"{after} did not write number {i} of the observation.");
            if (!float.IsFinite(observation[i]))
                throw Fault(env, $"number {i} of the observation is {observation[i]} after {after}.");
        }

        if (!env.ObservationSpace.Contains(observation.AsSpan(0, size)))
            throw Fault(env, $"the observation [{string.Join(' ', observation[..size])}] after {after} is not in {env.ObservationSpace}.");
    }

    private static void CheckStepIsRefused(Env env, string when)
    {
        float[] action = new float[env.ActionSpace.Size];
        env.ActionSpace.CreateSampler(Seed).Sample(action);
        try
        {
            env.Step(action, new float[env.ObservationSpace.Size]);
        }
        catch (InvalidOperationException)
        {
            return;
        }

        throw Fault(env, $"a step {when} is not refused.");
    }

    private static void CheckDeterminism(Env env, Env fresh, int steps)
    {
        Trajectory first = PlayFromSeed(env, steps);
        if (first.Difference(PlayFromSeed(env, steps)) is { } again)
            throw Fault(env, $"the same seed gave other episodes after a second reset: {again}.");
        if (first.Difference(PlayFromSeed(fresh, steps)) is { } other)
            throw Fault(env, $"the same seed gave other episodes in another instance: {other}.");
    }

    /// <summary>Whether what is shown depends on all episodes before, which a seed does not undo.</summary>
    private static bool Learns(Env env)
    {
        for (Env? layer = env; layer is not null; layer = (layer as Wrapper)?.Inner)
        {
            if (layer is INormalizer { UpdateRunningMean: true }) return true;
        }

        return false;
    }

    private static void CheckThatNewOnesAreAlike(Func<Env> create, int steps)
    {
        using Env one = create();
        using Env other = create();
        if (PlayFromSeed(one, steps).Difference(PlayFromSeed(other, steps)) is { } difference)
            throw Fault(one, $"the same seed gave other episodes in another instance: {difference}.");
    }

    private static Trajectory PlayFromSeed(Env env, int steps)
    {
        env.Reset(new float[env.ObservationSpace.Size], Seed);
        return Trajectory.Play(env, env.ActionSpace.CreateSampler(Seed), steps);
    }

    /// <summary>Saves in mid-episode, plays on, loads, and plays the same again.</summary>
    private static bool CheckSaving(Env env, Env fresh)
    {
        env.Reset(new float[env.ObservationSpace.Size], Seed);
        Trajectory.Play(env, env.ActionSpace.CreateSampler(Seed), StepsAround / 5);
        using var stream = new MemoryStream();
        try
        {
            CheckpointWriter.WriteStream(stream, "environment", env.Save);
        }
        catch (NotSupportedException)
        {
            return false;
        }

        Trajectory expected = Trajectory.Play(env, env.ActionSpace.CreateSampler(Seed + 1), StepsAround);
        foreach (Env target in new[] { fresh, env })
        {
            target.Load(CheckpointReader.Parse(stream.ToArray(), "environment", env.ToString()!));
            Trajectory actual = Trajectory.Play(target, env.ActionSpace.CreateSampler(Seed + 1), StepsAround);
            if (expected.Difference(actual) is { } difference)
                throw Fault(env, $"what was loaded went on otherwise than what was saved: {difference}.");
        }

        return true;
    }

    private static void CheckAllocation(Env env, int steps)
    {
        float[] observation = new float[env.ObservationSpace.Size];
        float[] action = new float[env.ActionSpace.Size];
        SpaceSampler actions = env.ActionSpace.CreateSampler(Seed);
        void Play()
        {
            for (int i = 0; i < steps; i++)
            {
                actions.Sample(action);
                if (env.Step(action, observation).Done)
                    env.Reset(observation);
            }
        }

        env.Reset(observation, Seed);
        Play();
        long bytes = AllocationAssert.Measure(Play, 1);
        if (bytes != 0)
            throw Fault(env, $"{bytes} bytes were allocated in {steps} steps and the resets between them, where none may be.");
    }

    private static CheckFailedException Fault(Env env, string what) => new($"{env}: {what}");
}
