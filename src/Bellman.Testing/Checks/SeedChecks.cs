using Bellman.Core;

namespace Bellman.Testing;

/// <summary>Whether the seed makes the run, the caller's memory stays his, and instances share nothing.</summary>
internal static class SeedChecks
{
    // Numbers that no observation is likely to hold.
    private const float Untouched = 123456.75f;
    private const float UntouchedToo = -98765.25f;

    /// <summary>Compares plays from the same seed, and from other seeds.</summary>
    public static void Run(Examination examination)
    {
        if (examination.Learns && !examination.CanMake) return;
        if (!examination.Learns) SameAgain(examination);
        if (examination.Has(FindingKind.SeedNotReproduced)) return;
        if (examination.CanMake) SameInAnother(examination);
        if (examination.Has(FindingKind.InstancesDiffer)) return;
        if (examination.CanMake) Alone(examination);
        Memory(examination);
        OtherSeeds(examination);
    }

    /// <summary>An instance to play from a seed: a new one where the old one would remember what it saw.</summary>
    private static Env Instance(Examination examination) => examination.Learns ? examination.Make() : examination.Env;

    private static void SameAgain(Examination examination)
    {
        Trajectory first = Trajectory.FromSeed(examination.Env, examination.StepsToCompare);
        if (first.Difference(Trajectory.FromSeed(examination.Env, examination.StepsToCompare)) is { } difference)
            examination.Add(FindingKind.SeedNotReproduced, $"The same seed gave other episodes after a second reset: {difference}.");
    }

    private static void SameInAnother(Examination examination)
    {
        Trajectory first = Trajectory.FromSeed(Instance(examination), examination.StepsToCompare);
        if (first.Difference(Trajectory.FromSeed(examination.Make(), examination.StepsToCompare)) is { } difference)
            examination.Add(FindingKind.InstancesDiffer, $"The same seed gave other episodes in another instance: {difference}.");
    }

    /// <summary>Steps another instance in between.</summary>
    private static void Alone(Examination examination)
    {
        Trajectory alone = Trajectory.FromSeed(Instance(examination), examination.StepsToCompare);
        Env other = examination.Make();
        var observation = new float[other.ObservationSpace.Size];
        var action = new float[other.ActionSpace.Size];
        SpaceSampler actions = other.ActionSpace.CreateSampler(Examination.Seed + 1);
        Env env = Instance(examination);
        other.Reset(observation, Examination.Seed + 1);
        Trajectory beside = Trajectory.FromSeed(env, examination.StepsToCompare, between: () =>
        {
            actions.Sample(action);
            if (other.Step(action, observation).Done) other.Reset(observation);
        });
        if (alone.Difference(beside) is { } difference)
            examination.Add(FindingKind.StateShared, $"Stepping another instance in between changed the episodes: {difference}.");
    }

    private static void Memory(Examination examination)
    {
        Trajectory one = Trajectory.FromSeed(Instance(examination), examination.StepsToCompare, fill: Untouched);
        Trajectory two = Trajectory.FromSeed(Instance(examination), examination.StepsToCompare, fill: UntouchedToo);
        if (one.CompareMemory(two, Untouched, UntouchedToo) is var (kind, message)) examination.Add(kind, Capital(message));
    }

    private static void OtherSeeds(Examination examination)
    {
        Trajectory first = Trajectory.FromSeed(Instance(examination), examination.StepsToCompare);
        foreach (ulong seed in (ulong[])[Examination.Seed + 1, Examination.Seed + 2])
        {
            if (first.Difference(Trajectory.FromSeed(Instance(examination), examination.StepsToCompare, seed)) is not null) return;
        }

        examination.Add(FindingKind.SeedHasNoEffect, $"Three seeds gave the same {Examination.Counted(examination.StepsToCompare, "step")}.");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
