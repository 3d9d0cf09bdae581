using Bellman.Core;

namespace Bellman.Testing;

/// <summary>Whether actions that are none are refused, and leave everything as it was.</summary>
internal static class BadInputChecks
{
    /// <summary>Gives wrong actions in mid-episode.</summary>
    public static void Run(Examination examination)
    {
        Env env = examination.Env;
        var observation = new float[env.ObservationSpace.Size];
        var good = new float[env.ActionSpace.Size];
        SpaceSampler actions = env.ActionSpace.CreateSampler(Examination.Seed);
        foreach ((int index, float value) in WrongNumbers(env.ActionSpace, 0))
        {
            env.Reset(observation, Examination.Seed);
            actions.Sample(good);
            float[] wrong = [.. good];
            wrong[index] = value;
            Try(examination, wrong, observation);
            if (examination.Has(FindingKind.WrongActionTaken, FindingKind.WrongActionChangesState)) return;
        }
    }

    /// <summary>
    /// For one number of each part of an action, values that it can't have. Numbers beyond the bounds of a <see cref="Box"/> are none of them: environments clip those, as
    /// Gymnasium's do.
    /// </summary>
    private static IEnumerable<(int Index, float Value)> WrongNumbers(Space space, int offset)
    {
        switch (space)
        {
            case CompositeSpace composite:
                foreach ((Space part, int begin) in composite.Parts.Select((part, i) => (part, composite.Ranges[i].Start.Value)))
                {
                    foreach ((int Index, float Value) wrong in WrongNumbers(part, offset + begin)) yield return wrong;
                }

                yield break;
            case Discrete discrete:
                yield return (offset, discrete.Start - 1);
                yield return (offset, discrete.Start + discrete.Count);
                yield return (offset, discrete.Start + 0.5f);
                break;
            case MultiBinary:
                yield return (offset, 2);
                break;
            case MultiDiscrete multi:
                yield return (offset + multi.Size - 1, float.MaxValue);
                break;
        }

        yield return (offset, float.NaN);
    }

    private static void Try(Examination examination, float[] wrong, float[] observation)
    {
        Env env = examination.Env;
        byte[]? before = examination.CanSave ? SavingChecks.Saved(env) : null;
        try
        {
            env.Step(wrong, observation);
            examination.Add(FindingKind.WrongActionTaken, $"The action [{string.Join(' ', wrong)}] is taken, though it is not in {env.ActionSpace}.");
            return;
        }
        catch (ArgumentException)
        {
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            examination.Add(FindingKind.WrongActionTaken, $"The action [{string.Join(' ', wrong)}] is answered with {Examination.Described(exception)}.");
            return;
        }

        if (before is not null && !before.AsSpan().SequenceEqual(SavingChecks.Saved(env)))
            examination.Add(FindingKind.WrongActionChangesState, $"The action [{string.Join(' ', wrong)}] is refused, but the state is another one afterwards.");
    }
}
