using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// Fixed states in which the values that an agent gives to its best actions are watched: the metric of Mnih et al. 2013,
/// "Playing Atari with deep reinforcement learning", section 5.1, which moves more smoothly than returns do.
/// </summary>
public sealed class ValidationStates
{
    private readonly float[] _observations;
    private readonly bool[] _first;
    private readonly int _size;

    private ValidationStates(float[] observations, bool[] first, int size)
    {
        _observations = observations;
        _first = first;
        _size = size;
    }

    /// <summary>How many states there are.</summary>
    public int Count => _observations.Length / _size;

    /// <summary>Collects the states that a random policy comes through, from the first of an episode on.</summary>
    /// <param name="env">A world for this alone, which the caller disposes; it is seeded anew.</param>
    /// <param name="count">How many states, at least 1.</param>
    /// <param name="seed">The seed of the world and of the policy.</param>
    public static ValidationStates Collect(Env env, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(env);
        Check.Positive(count, nameof(count));
        int size = env.ObservationSpace.Size;
        var observations = new float[count * size];
        var first = new bool[count];
        first[0] = true;
        var action = new float[env.ActionSpace.Size];
        var last = new float[size];
        Pcg64 policy = new SeedStreams(seed).Stream("validation");
        env.Reset(observations, seed);
        for (int i = 1; i < count; i++)
        {
            Span<float> row = observations.AsSpan(i * size, size);
            env.ActionSpace.Sample(policy, action);
            first[i] = env.Step(action, last).Done;
            if (first[i]) env.Reset(row);
            else last.CopyTo(row);
        }

        return new ValidationStates(observations, first, size);
    }

    /// <summary>The mean over all states of the largest of the agent's action values.</summary>
    public double MeanMaxActionValue(IActionValues agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var values = new float[agent.ActionCount];
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_first[i]) agent.BeginGreedyEpisode();
            agent.ActionValues(_observations.AsSpan(i * _size, _size), values);
            float largest = values[0];
            foreach (float value in values) largest = Math.Max(largest, value);
            sum += largest;
        }

        return sum / Count;
    }
}
