using Bellman.Core;

namespace Bellman.Testing;

/// <summary>Plays random actions and keeps every number that comes back, so that two plays can be compared bit for bit.</summary>
internal sealed class Trajectory
{
    private const int Results = 3;
    private readonly List<float> _numbers = [];
    private readonly int _size;

    private Trajectory(int observationSize) => _size = observationSize;

    // A row: the observation, the number behind it, reward, terminated, truncated.
    private int RowSize => _size + 1 + Results;

    /// <summary>Plays from where an episode stands; episodes that end are followed by an unseeded reset.</summary>
    /// <param name="env">The environment.</param>
    /// <param name="actions">Where the actions come from.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="fill">What the observation's memory, and the number behind it, hold before each call; null to leave what was written last.</param>
    /// <param name="between">Called after each step.</param>
    public static Trajectory Play(Env env, SpaceSampler actions, int steps, float? fill = null, Action? between = null)
    {
        var trajectory = new Trajectory(env.ObservationSpace.Size);
        var action = new float[env.ActionSpace.Size];
        var observation = new float[trajectory._size + 1];
        for (int i = 0; i < steps; i++)
        {
            actions.Sample(action);
            if (fill is { } first) Array.Fill(observation, first);
            StepResult result = env.Step(action, observation);
            trajectory.Add(observation, result);
            between?.Invoke();
            if (!result.Done) continue;
            if (fill is { } second) Array.Fill(observation, second);
            env.Reset(observation);
            trajectory.Add(observation, default);
        }

        return trajectory;
    }

    /// <summary>Plays from a seeded reset.</summary>
    public static Trajectory FromSeed(Env env, int steps, ulong seed = Examination.Seed, float? fill = null, Action? between = null)
    {
        env.Reset(new float[env.ObservationSpace.Size], seed);
        return Play(env, env.ActionSpace.CreateSampler(Examination.Seed), steps, fill, between);
    }

    /// <summary>The first place in which two plays differ, in words, or null.</summary>
    public string? Difference(Trajectory other)
    {
        if (_size != other._size) return $"an observation had {Examination.Counted(_size, "number")} at first and {other._size} then";
        if (FirstDifference(other) is { } at) return $"{Name(at)} was {_numbers[at]:R} at first and {other._numbers[at]:R} then";
        return _numbers.Count == other._numbers.Count ? null : "the episodes had other lengths";
    }

    /// <summary>Compares two plays whose memory held other numbers before.</summary>
    /// <param name="other">The other play.</param>
    /// <param name="fill">What this one's memory held.</param>
    /// <param name="otherFill">What the other one's held.</param>
    /// <returns>The first thing that is wrong, or null.</returns>
    public (FindingKind Kind, string Message)? CompareMemory(Trajectory other, float fill, float otherFill)
    {
        for (int i = 0; i < Math.Min(_numbers.Count, other._numbers.Count); i++)
        {
            int column = i % RowSize;
            bool untouched = _numbers[i] == fill && other._numbers[i] == otherFill;
            if (column == _size && !untouched) return (FindingKind.ObservationOverrun, $"Something was written behind the {Examination.Counted(_size, "number")} of the observation.");
            if (column == _size) continue;
            if (untouched) return (FindingKind.ObservationNotWritten, $"{Name(i)} was not written.");
            if (!SameBits(_numbers[i], other._numbers[i]))
                return (FindingKind.ObservationReused, $"{Name(i)} depends on what was in its memory before: it was {_numbers[i]:R} at first and {other._numbers[i]:R} then.");
        }

        return null;
    }

    private void Add(float[] observation, StepResult result)
    {
        _numbers.AddRange(observation);
        _numbers.AddRange([result.Reward, result.Terminated ? 1 : 0, result.Truncated ? 1 : 0]);
    }

    private static bool SameBits(float one, float other) => BitConverter.SingleToInt32Bits(one) == BitConverter.SingleToInt32Bits(other);

    private int? FirstDifference(Trajectory other)
    {
        for (int i = 0; i < Math.Min(_numbers.Count, other._numbers.Count); i++)
        {
            if (!SameBits(_numbers[i], other._numbers[i])) return i;
        }

        return null;
    }

    private string Name(int at)
    {
        int column = at % RowSize;
        string what = (column - _size) switch
        {
            < 0 => $"number {column} of the observation",
            0 => "the number behind the observation",
            1 => "the reward",
            2 => "the flag of termination",
            _ => "the flag of truncation",
        };
        return $"after {Examination.Counted((at / RowSize) + 1, "call")}, {what}";
    }
}
