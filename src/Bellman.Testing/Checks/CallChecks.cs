using Bellman.Core;

namespace Bellman.Testing;

/// <summary>Whether it can be called at all: reset, stepped, reset with options, disposed of.</summary>
internal static class CallChecks
{
    private const int FirstSteps = 20;

    /// <summary>Makes the first calls.</summary>
    /// <returns>Whether a reset and a step work.</returns>
    public static bool Run(Examination examination)
    {
        if (examination.CanMake) StepBeforeReset(examination, examination.Make());
        return Works(examination) && ResetWithOptions(examination);
    }

    /// <summary>Disposes of an instance twice; the caller's own one is left to him.</summary>
    public static void Dispose(Examination examination)
    {
        if (!examination.CanMake) return;
        Env env = examination.Make();
        try
        {
            env.Dispose();
            env.Dispose();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            examination.Add(FindingKind.DisposeFails, $"Disposing of it throws {Examination.Described(exception)}.");
        }
    }

    private static void StepBeforeReset(Examination examination, Env env)
    {
        (Space observations, Space actions) = SpaceChecks.Of(env);
        var action = new float[actions.Size];
        actions.CreateSampler(Examination.Seed).Sample(action);
        try
        {
            env.Step(action, new float[observations.Size]);
        }
        catch (InvalidOperationException)
        {
            return;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
        }

        examination.Add(FindingKind.StepBeforeReset, "A step before the first reset is not refused.");
    }

    private static bool Works(Examination examination)
    {
        Env env = examination.Env;
        var observation = new float[examination.Spaces.Observation.Size];
        var action = new float[examination.Spaces.Action.Size];
        SpaceSampler actions = examination.Spaces.Action.CreateSampler(Examination.Seed);
        FindingKind kind = FindingKind.ResetFails;
        try
        {
            env.Reset(observation, Examination.Seed);
            for (int i = 0; i < FirstSteps; i++)
            {
                kind = FindingKind.StepFails;
                actions.Sample(action);
                bool done = env.Step(action, observation).Done;
                if (!SpaceChecks.Unchanged(examination, "after a step")) return false;
                kind = FindingKind.ResetFails;
                if (done) env.Reset(observation);
            }

            env.Reset(observation);
            return SpaceChecks.Unchanged(examination, "after a reset");
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or UnusableException))
        {
            // A space that has become larger makes the step fail too, which is no news then.
            if (!SpaceChecks.Unchanged(examination, kind == FindingKind.StepFails ? "after a step" : "after a reset")) return false;
            examination.Add(kind, $"{(kind == FindingKind.StepFails ? $"Step with the action [{string.Join(' ', action)}]" : "Reset")} throws {Examination.Described(exception)}.");
            return false;
        }
    }

    private static bool ResetWithOptions(Examination examination)
    {
        const string unknown = "no_such_option";
        Env env = examination.Env;
        var observation = new float[env.ObservationSpace.Size];
        try
        {
            env.Reset(observation, Examination.Seed, []);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            examination.Add(FindingKind.ResetOptionsFail, $"Reset with an empty set of options throws {Examination.Described(exception)}.");
            return true;
        }

        try
        {
            env.Reset(observation, Examination.Seed, new ResetOptions { [unknown] = 1 });
            examination.Add(FindingKind.UnknownOptionTaken, $"Reset takes the option '{unknown}' without a word.");
        }
        catch (ArgumentException)
        {
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            examination.Add(FindingKind.UnknownOptionTaken, $"Reset answers the option '{unknown}' with {Examination.Described(exception)}.");
        }

        return true;
    }
}
