using Bellman.Core;

namespace Bellman.Testing;

/// <summary>Whether an environment with a mask of allowed actions answers well in every state that random play comes upon. Actions that it forbids are played too: it is there to help, not to refuse.</summary>
internal static class MaskChecks
{
    private const int StatesSaved = 20;

    /// <summary>Plays episodes, and asks twice before each step.</summary>
    public static void Run(Examination examination)
    {
        Env env = examination.Env;
        if (!env.HasActionMask) return;
        if (ActionMasks.SizeOf(env.ActionSpace) == 0)
        {
            examination.Add(FindingKind.ActionMaskUnused, $"It has a mask of allowed actions, but {env.ActionSpace} holds no choices.");
            return;
        }

        var observation = new float[env.ObservationSpace.Size];
        var action = new float[env.ActionSpace.Size];
        var mask = new bool[ActionMasks.SizeOf(env.ActionSpace)];
        SpaceSampler actions = env.ActionSpace.CreateSampler(Examination.Seed);
        env.Reset(observation, Examination.Seed);
        for (int step = 0; step < examination.StepsToCompare; step++)
        {
            if (!Look(examination, mask, step)) return;
            actions.Sample(action);
            if (env.Step(action, observation).Done && !env.ResetsItself) env.Reset(observation);
        }
    }

    private static bool Look(Examination examination, bool[] mask, int step)
    {
        Env env = examination.Env;
        byte[]? before = examination.CanSave && step < StatesSaved ? SavingChecks.Saved(env) : null;
        string after = $"after {Examination.Counted(step, "step")}";
        try
        {
            env.ActionMask().CopyTo(mask);
            ReadOnlySpan<bool> again = env.ActionMask();
            int other = again.CommonPrefixLength(mask);
            if (other < mask.Length)
                examination.Add(FindingKind.ActionMaskUnstable, $"Answer {other} of the action mask is {mask[other]} at first {after}, and {again[other]} when it is asked for again.");
        }
        catch (InvalidOperationException exception) when (exception.Message.StartsWith("The action mask of", StringComparison.Ordinal))
        {
            examination.Add(FindingKind.ActionMaskEmpty, $"{exception.Message.Split('.')[0]}, {after}.");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            examination.Add(FindingKind.ActionMaskFails, $"ActionMask throws {Examination.Described(exception)} {after}.");
        }

        if (before is not null && !before.AsSpan().SequenceEqual(SavingChecks.Saved(env)))
            examination.Add(FindingKind.ActionMaskDisturbs, $"The state is another one once the action mask was asked for, {after}.");
        return !examination.Has(FindingKind.ActionMaskFails, FindingKind.ActionMaskEmpty, FindingKind.ActionMaskUnstable, FindingKind.ActionMaskDisturbs);
    }
}
