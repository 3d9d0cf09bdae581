using System.Globalization;
using Bellman.Core;

namespace Bellman.Testing;

/// <summary>What random actions show: observations, rewards, ends.</summary>
internal static class EpisodeChecks
{
    private const int EpisodesToJudge = 5;
    private const int NumbersShown = 16;

    /// <summary>Plays for as many steps as are asked for.</summary>
    public static void Run(Examination examination)
    {
        var ends = new Ends();
        int step = 0;
        try
        {
            Play(examination, ends, ref step);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            examination.Add(FindingKind.StepFails, $"Step {step} at random, or the reset after it, throws {Examination.Described(exception)}.");
            return;
        }

        if (ends is { Episodes: >= EpisodesToJudge, OtherLength: false, Truncated: false, Length: > 1 })
            examination.Add(FindingKind.TerminatedByClock, $"All {ends.Episodes} episodes terminated after {ends.Length} steps.");
        if (ends.Episodes == 0 && !IsLimited(examination))
            examination.Add(FindingKind.NeverEnds, $"No episode came to an end in {Examination.Counted(examination.Steps, "step")}, and there is no time limit.");
        examination.Episodes = ends.Episodes;
    }

    private static void Play(Examination examination, Ends ends, ref int step)
    {
        Env env = examination.Env;
        var observation = new float[env.ObservationSpace.Size];
        var action = new float[env.ActionSpace.Size];
        SpaceSampler actions = env.ActionSpace.CreateSampler(Examination.Seed);
        env.Reset(observation, Examination.Seed);
        Look(examination, observation, "a reset");
        for (int length = 1; step < examination.Steps; step++, length++)
        {
            actions.Sample(action);
            StepResult result = env.Step(action, observation);
            Look(examination, observation, $"step {step}");
            if (!float.IsFinite(result.Reward)) examination.Add(FindingKind.RewardNotFinite, $"The reward of step {step} is {result.Reward}.");
            if (!result.Done) continue;
            // Whoever says both has ended by himself; a limit from outside leaves Terminated alone.
            ends.Add(length, result.Truncated && !result.Terminated);
            length = 0;
            if (env.ResetsItself)
            {
                if (env.Step(action, observation).Done)
                    examination.Add(FindingKind.StepAfterEnd, "It says that it resets itself, but the step after an end is another end.");
                continue;
            }

            env.Reset(observation);
            Look(examination, observation, "a reset");
        }
    }

    private static void Look(Examination examination, float[] observation, string after)
    {
        Space space = examination.Env.ObservationSpace;
        for (int i = 0; i < observation.Length; i++)
        {
            if (float.IsFinite(observation[i])) continue;
            examination.Add(FindingKind.ObservationNotFinite, $"Number {i} of the observation is {observation[i]} after {after}.");
            return;
        }

        if (space.Contains(observation)) return;
        if (FirstFraction(space, observation, 0) is { } fraction)
            examination.Add(FindingKind.ObservationType, $"Number {fraction} of the observation is {observation[fraction]} after {after}, where {space} holds integers.");
        else
            examination.Add(FindingKind.ObservationOutOfSpace, $"The observation [{Text(observation)}] after {after} is not in {space}.");
    }

    /// <summary>The first number that has a fraction where its space has none.</summary>
    private static int? FirstFraction(Space space, ReadOnlySpan<float> row, int offset)
    {
        if (space is CompositeSpace composite)
        {
            for (int i = 0; i < composite.Parts.Length; i++)
            {
                (int begin, int length) = composite.Ranges[i].GetOffsetAndLength(row.Length);
                if (FirstFraction(composite.Parts[i], row.Slice(begin, length), offset + begin) is { } found) return found;
            }

            return null;
        }

        if (space is Box { Element: ElementType.Single or ElementType.Double }) return null;
        for (int i = 0; i < row.Length; i++)
        {
            if (row[i] != MathF.Floor(row[i])) return offset + i;
        }

        return null;
    }

    private static bool IsLimited(Examination examination) => examination.Env.Spec?.MaxEpisodeSteps is not null || examination.IsWithin<TimeLimit>();

    private static string Text(float[] row)
    {
        string numbers = string.Join(' ', row.Take(NumbersShown).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return row.Length > NumbersShown ? numbers + " ..." : numbers;
    }

    /// <summary>How the episodes ended.</summary>
    private sealed class Ends
    {
        public int Episodes { get; private set; }

        public int Length { get; private set; }

        public bool OtherLength { get; private set; }

        public bool Truncated { get; private set; }

        public void Add(int length, bool truncated)
        {
            OtherLength |= Episodes++ > 0 && length != Length;
            Length = length;
            Truncated |= truncated;
        }
    }
}
