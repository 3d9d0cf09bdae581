using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>
/// A network of an actor-critic with what it remembers: of every world while it acts, of the episode that is played greedily, and of each sequence of the rollout at its beginning. All of that is empty
/// for a network without recurrent layers, which this passes through to.
/// </summary>
internal sealed class RememberingNetwork
{
    private readonly SequencePlan _plan;
    private readonly RecurrentState? _worlds;
    private readonly RecurrentState? _ahead;
    private readonly RecurrentState? _greedy;
    private readonly RecurrentState? _glance;
    private readonly RecurrentState[] _learning = [];
    private readonly float[] _beginnings = [];

    /// <summary>Makes all memory.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="worlds">In how many worlds it acts.</param>
    /// <param name="plan">How it learns from sequences.</param>
    /// <exception cref="ArgumentException">A rollout has more sequences than a checkpoint can hold the beginnings of.</exception>
    public RememberingNetwork(TrainedNetwork trained, int worlds, SequencePlan? plan)
    {
        Trained = trained;
        Network network = trained.Network;
        if (!network.IsRecurrent) return;
        _plan = plan ?? throw new ArgumentNullException(nameof(plan));
        if (_plan.PerRollout > SlotRing.LargestCapacity(sizeof(float) * (long)network.StateSize))
        {
            throw new ArgumentException(
                $"What the {trained.Name} remembers at the beginnings of the {_plan.PerRollout} sequences of a rollout, {network.StateSize} numbers each, is more than a checkpoint can hold. Take fewer rollout_steps, a longer sequence_length or fewer recurrent_units.",
                nameof(plan));
        }

        _worlds = network.CreateState(worlds);
        _ahead = network.CreateState(worlds);
        _greedy = network.CreateState(1);
        _glance = network.CreateState(1);
        int rest = _plan.PerRollout % _plan.PerBatch;
        _learning = rest == 0 ? [network.CreateState(_plan.PerBatch)] : [network.CreateState(_plan.PerBatch), network.CreateState(rest)];
        _beginnings = new float[_plan.PerRollout * network.StateSize];
    }

    /// <summary>The network itself.</summary>
    public TrainedNetwork Trained { get; }

    /// <summary>What the network makes of the worlds' observations, whose memories move on.</summary>
    public ReadOnlySpan<float> Step(ReadOnlySpan<float> observations, int rows) => Forward(observations, rows, Trained.Batch, _worlds);

    /// <summary>What it would make of observations that follow, without their being remembered.</summary>
    public ReadOnlySpan<float> LookAhead(ReadOnlySpan<float> observations, int rows)
    {
        _ahead?.CopyFrom(_worlds!);
        return Forward(observations, rows, Trained.Batch, _ahead);
    }

    /// <summary>What it makes of an observation of the episode that is played greedily, whose memory moves on.</summary>
    public ReadOnlySpan<float> StepGreedily(ReadOnlySpan<float> observation) => Forward(observation, 1, Trained.Single, _greedy);

    /// <summary>What it makes of an observation that is an episode's first.</summary>
    public ReadOnlySpan<float> Glance(ReadOnlySpan<float> observation)
    {
        _glance?.Reset();
        return Forward(observation, 1, Trained.Single, _glance);
    }

    /// <summary>What it makes of the rows in the batch's inputs, step by step of some sequences of the rollout.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="sequences">Which sequences; of no meaning for a network without a memory.</param>
    /// <param name="starts">For each row whether an episode starts there.</param>
    public ReadOnlySpan<float> Learn(int rows, ReadOnlySpan<int> sequences, ReadOnlySpan<bool> starts)
    {
        if (_learning.Length == 0) return Trained.Forward(rows);
        RecurrentState state = _learning[0].Sequences == sequences.Length ? _learning[0] : _learning[1];
        int size = Trained.Network.StateSize;
        for (int i = 0; i < sequences.Length; i++) _beginnings.AsSpan(sequences[i] * size, size).CopyTo(state.Row(i));
        return Trained.Network.Forward(Trained.Parameters, rows, Trained.Batch, state, starts);
    }

    /// <summary>Keeps what is remembered of all worlds for the sequences that begin with the coming step.</summary>
    /// <param name="step">The step of the rollout.</param>
    public void BeginStep(int step)
    {
        if (_worlds is null || step % _plan.Length != 0) return;
        int size = Trained.Network.StateSize, first = step / _plan.Length * _worlds.Sequences;
        for (int world = 0; world < _worlds.Sequences; world++) _worlds.Row(world).CopyTo(_beginnings.AsSpan((first + world) * size, size));
    }

    /// <summary>Forgets a world's episode.</summary>
    public void EndEpisode(int world) => _worlds?.Reset(world);

    /// <summary>Forgets the episode that was played greedily.</summary>
    public void BeginGreedyEpisode() => _greedy?.Reset();

    /// <summary>Requires the weights, the optimizer's state and what the network makes of ones to be finite.</summary>
    /// <exception cref="TrainingDivergedException">Something is not.</exception>
    public void CheckFinite(Divergence divergence)
    {
        Trained.CheckFinite(divergence);
        divergence.Require(GlanceAtOnes(), $"An output of the {Trained.Name}");
    }

    /// <summary>Writes what is remembered of the worlds, and of the sequences that have begun.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="steps">The steps of the rollout that have been made.</param>
    public void SaveMemory(CheckpointWriter writer, int steps)
    {
        if (_worlds is null) return;
        writer.Write($"{Trained.Name}_memory", (ReadOnlySpan<float>)_worlds.Values);
        writer.Write($"{Trained.Name}_beginnings", (ReadOnlySpan<float>)Begun(steps));
    }

    /// <summary>Restores what <see cref="SaveMemory"/> wrote.</summary>
    public void LoadMemory(CheckpointReader reader, int steps)
    {
        if (_worlds is null) return;
        reader.Read($"{Trained.Name}_memory", _worlds.Values);
        reader.Read($"{Trained.Name}_beginnings", Begun(steps));
    }

    /// <summary>What it makes of a single row of ones.</summary>
    private ReadOnlySpan<float> GlanceAtOnes()
    {
        _glance?.Reset();
        Trained.Single.Input[..Trained.Network.InputSize].Fill(1);
        return Trained.Network.Forward(Trained.Parameters, 1, Trained.Single, _glance);
    }

    private Span<float> Begun(int steps) =>
        _beginnings.AsSpan(0, (steps + _plan.Length - 1) / _plan.Length * _worlds!.Sequences * Trained.Network.StateSize);

    private ReadOnlySpan<float> Forward(ReadOnlySpan<float> observations, int rows, Workspace workspace, RecurrentState? state) => state is null
        ? Trained.Network.Forward(Trained.Parameters, observations, rows, workspace)
        : Trained.Network.Forward(Trained.Parameters, observations, rows, workspace, state);
}
