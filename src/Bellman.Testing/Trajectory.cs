using Bellman.Core;

namespace Bellman.Testing;

/// <summary>Plays random actions and keeps every number that comes back, so that two plays can be compared bit for bit.</summary>
internal sealed class Trajectory
{
    private readonly List<float> _numbers = [];

    /// <summary>Episodes that ended.</summary>
    public int Episodes { get; private set; }

    /// <summary>Plays from where an episode stands; episodes that end are followed by an unseeded reset.</summary>
    public static Trajectory Play(Env env, SpaceSampler actions, int steps)
    {
        var trajectory = new Trajectory();
        float[] action = new float[env.ActionSpace.Size];
        float[] observation = new float[env.ObservationSpace.Size];
        for (int i = 0; i < steps; i++)
        {
            actions.Sample(action);
            StepResult result = env.Step(action, observation);
            trajectory._numbers.AddRange(observation);
            trajectory._numbers.AddRange([result.Reward, result.Terminated ? 1 : 0, result.Truncated ? 1 : 0]);
            if (!result.Done)
                continue;
            trajectory.Episodes++;
            env.Reset(observation);
            trajectory._numbers.AddRange(observation);
        }

        return trajectory;
    }

    /// <summary>The first place in which two plays differ, or null.</summary>
    public string? Difference(Trajectory other)
    {
        for (int i = 0; i < Math.Min(_numbers.Count, other._numbers.Count); i++)
        {
            if (BitConverter.SingleToInt32Bits(_numbers[i]) != BitConverter.SingleToInt32Bits(other._numbers[i]))
                return $"number {i} was {_numbers[i]:R} at first and {other._numbers[i]:R} then";
        }

        return _numbers.Count == other._numbers.Count ? null : "the episodes had other lengths";
    }
}
