using Bellman.Core;

namespace Bellman.Testing;

/// <summary>Whether saving works, changes nothing and loses nothing.</summary>
internal static class SavingChecks
{
    private const int StepsBefore = 10;
    private const int StepsAfter = 50;

    /// <summary>Saves in mid-episode, plays on, loads, and plays the same again, in this instance and in a fresh one.</summary>
    public static void Run(Examination examination)
    {
        Env env = examination.Env;
        Begin(env);
        byte[] saved;
        try
        {
            saved = Saved(env);
        }
        catch (NotSupportedException exception)
        {
            examination.Add(FindingKind.CannotSave, exception.Message);
            return;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            examination.Add(FindingKind.SavingFails, $"Saving throws {Examination.Described(exception)}.");
            return;
        }

        examination.CanSave = true;
        if (examination.Has(FindingKind.SeedNotReproduced, FindingKind.InstancesDiffer, FindingKind.StateShared)) return;
        Trajectory expected = On(env);
        if (!Restores(examination, env, saved, expected)) return;
        if (examination.CanMake && !Restores(examination, examination.Make(), saved, expected)) return;
        Undisturbed(examination, expected);
    }

    /// <summary>The whole state, as a checkpoint holds it.</summary>
    public static byte[] Saved(Env env)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "environment", env.Save);
        return stream.ToArray();
    }

    private static void Begin(Env env)
    {
        env.Reset(new float[env.ObservationSpace.Size], Examination.Seed);
        Trajectory.Play(env, env.ActionSpace.CreateSampler(Examination.Seed), StepsBefore);
    }

    private static Trajectory On(Env env) => Trajectory.Play(env, env.ActionSpace.CreateSampler(Examination.Seed + 1), StepsAfter);

    private static bool Restores(Examination examination, Env target, byte[] saved, Trajectory expected)
    {
        try
        {
            target.Load(CheckpointReader.Parse(saved, "environment", target.ToString()));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            examination.Add(FindingKind.SavingFails, $"Loading what was saved throws {Examination.Described(exception)}.");
            return false;
        }

        if (expected.Difference(On(target)) is not { } difference) return true;
        examination.Add(FindingKind.SavingLosesState, $"What was loaded went on otherwise than what was saved: {difference}.");
        return false;
    }

    /// <summary>The same without saving. An environment that learns can't be asked.</summary>
    private static void Undisturbed(Examination examination, Trajectory expected)
    {
        if (examination.Learns) return;
        Begin(examination.Env);
        if (expected.Difference(On(examination.Env)) is { } difference)
            examination.Add(FindingKind.SavingDisturbs, $"Saving changed the steps that came after it: {difference}.");
    }
}
