using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// What an agent that learns from a replay buffer has lived through: the transitions on their way into the buffer, the batch that is drawn from it, and when that is due.
/// </summary>
internal sealed class ReplayExperience
{
    /// <summary>Transitions that wait while a batch is learned from, beyond those of one step: enough for the usual distances of rounds, and no burden.</summary>
    public const int InboxRoom = 256;

    private readonly ContinuousControlOptions _options;
    private readonly NStepWindow _window;
    private readonly Pcg64 _sampling;
    private readonly int[] _slots;
    private readonly int _newTransitions;
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
        _newTransitions = options.NStep * env.Count;
        _window = new NStepWindow(options.NStep, options.Discount, options.RewardScale, env.Count, observationSize, actionSize);
        Replay = new ReplayBuffer(options.BufferSize, observationSize, actionSize);
    }

    /// <summary>The transitions.</summary>
    public ReplayBuffer Replay { get; }

    /// <summary>The slots of the batch that was drawn last.</summary>
    public ReadOnlySpan<int> Slots => _slots;

    /// <summary>Environment steps made.</summary>
    public long Steps { get; private set; }

    /// <summary>Environment steps made when the round of updates began; steps go on while it learns.</summary>
    public long RoundSteps { get; private set; }

    /// <summary>How many updates the round has.</summary>
    public long RoundUpdates { get; private set; }

    /// <summary>Whether <see cref="BeginRound"/> has to be called before the next step.</summary>
    public bool RoundIsDue => (Steps >= _options.LearningStarts && UpdatesSince(Steps - _unpaid) > 0) || !Replay.InboxHasRoom(_newTransitions);

    /// <summary>Requires that a batch is no larger than the buffer.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void RequireTrainable()
    {
        if (_options.BatchSize > _options.BufferSize)
            throw new ArgumentException($"A batch_size of {_options.BatchSize} is more than the replay holds, whose buffer_size is {_options.BufferSize}. Take a smaller batch_size or a larger buffer_size.");
    }

    /// <summary>Lets new transitions wait while a batch is learned from. In one step each world completes as many at most as its window holds.</summary>
    public void OpenInbox() => Replay.OpenInbox(_newTransitions + Math.Min(_options.TrainEvery, InboxRoom));

    /// <summary>Lets nothing wait any more.</summary>
    public void CloseInbox() => Replay.CloseInbox();

    /// <summary>Forgets the steps that are on their way into the buffer: other episodes begin.</summary>
    public void ForgetEpisodes() => _window.Clear();

    /// <summary>Takes in one step of all worlds.</summary>
    public void Observe(in Transitions transitions)
    {
        for (int world = 0; world < transitions.Count; world++) _window.Add(transitions, world, Replay);
        Steps += transitions.Count;
        _unpaid = transitions.Count;
    }

    /// <summary>Takes in what waits, and begins a round of the updates that are due after the last step.</summary>
    /// <returns>Whether there are any.</returns>
    public bool BeginRound()
    {
        Replay.TakeIn();
        RoundSteps = Steps;
        RoundUpdates = Steps < _options.LearningStarts || Replay.Count == 0 ? 0 : UpdatesSince(Steps - _unpaid);
        _unpaid = 0;
        return RoundUpdates > 0;
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

    /// <summary>Writes transitions, counters and the stream.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write("steps", Steps);
        writer.Write("sampling", _sampling);
        using (writer.Section("replay")) Replay.Save(writer);
        using (writer.Section("window")) _window.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        Steps = reader.ReadInt64("steps");
        reader.Read("sampling", _sampling);
        using (reader.Section("replay")) Replay.Load(reader);
        using (reader.Section("window")) _window.Load(reader);
    }

    /// <summary>With several worlds a step may pass more than one multiple of the interval; each of them counts.</summary>
    private long UpdatesSince(long before) => ((Steps / _options.TrainEvery) - (before / _options.TrainEvery)) * _options.UpdatesPerRound;
}
