using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// What an agent that learns from a replay buffer has lived through: the transitions on their way into the buffer, the batch that is drawn from it, and when that is due.
/// </summary>
internal sealed class ReplayExperience
{
    private readonly ContinuousControlOptions _options;
    private readonly NStepWindow _window;
    private readonly Pcg64 _sampling;
    private readonly int[] _slots;
    private int _unpaid;

    /// <summary>Creates the buffer and all its memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The replay buffer would be larger than <see cref="ReplayBuffer.LargestCapacity"/>.</exception>
    public ReplayExperience(VectorEnv env, ContinuousControlOptions options, Pcg64 sampling)
    {
        int observationSize = env.ObservationSpace.Size, actionSize = env.ActionSpace.Size;
        Check.Range(options.BufferSize, 1, ReplayBuffer.LargestCapacity(observationSize, actionSize), nameof(options.BufferSize));
        _options = options;
        _sampling = sampling;
        _slots = new int[options.BatchSize];
        _window = new NStepWindow(options.NStep, options.Discount, options.RewardScale, env.Count, observationSize, actionSize);
        Replay = new ReplayBuffer(options.BufferSize, observationSize, actionSize);
    }

    /// <summary>The transitions.</summary>
    public ReplayBuffer Replay { get; }

    /// <summary>The slots of the batch that was drawn last.</summary>
    public ReadOnlySpan<int> Slots => _slots;

    /// <summary>Environment steps made.</summary>
    public long Steps { get; private set; }

    /// <summary>Takes in one step of all worlds.</summary>
    public void Observe(in Transitions transitions)
    {
        for (int world = 0; world < transitions.Count; world++) _window.Add(transitions, world, Replay);
        Steps += transitions.Count;
        _unpaid = transitions.Count;
    }

    /// <summary>
    /// The updates that are due after the last step, once. With several worlds a step may pass more than one multiple of the interval; each of them counts.
    /// </summary>
    public long TakeUpdatesDue()
    {
        long before = Steps - _unpaid;
        _unpaid = 0;
        if (Steps < _options.LearningStarts || Replay.Count == 0) return 0;
        return ((Steps / _options.TrainEvery) - (before / _options.TrainEvery)) * _options.UpdatesPerRound;
    }

    /// <summary>Draws a batch.</summary>
    public void DrawBatch() => Replay.Sample(_sampling, _slots);

    /// <summary>Takes the first transitions as the batch, to look at without drawing a random number.</summary>
    public void TakeFirstBatch()
    {
        for (int i = 0; i < _slots.Length; i++) _slots[i] = i % Replay.Count;
    }

    /// <summary>y = r + discount * (value of the successor) for the batch, in place.</summary>
    public void Bootstrap(Span<float> values)
    {
        for (int i = 0; i < _slots.Length; i++) values[i] = Replay.Reward(_slots[i]) + (Replay.Discount(_slots[i]) * values[i]);
    }

    public void Save(CheckpointWriter writer)
    {
        writer.Write("steps", Steps);
        writer.Write("sampling", _sampling);
        using (writer.Section("replay")) Replay.Save(writer);
        using (writer.Section("window")) _window.Save(writer);
    }

    public void Load(CheckpointReader reader)
    {
        Steps = reader.ReadInt64("steps");
        reader.Read("sampling", _sampling);
        using (reader.Section("replay")) Replay.Load(reader);
        using (reader.Section("window")) _window.Load(reader);
    }
}
