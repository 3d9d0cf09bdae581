using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// One or more networks that each estimate Q(s, a) for an action of numbers, with the target networks that follow them and their optimizers. Their inputs are rows of an
/// observation with an action in [-1, 1] behind it, gathered once for all of them.
/// </summary>
internal sealed class ActionCritics
{
    private readonly int _batch;
    private readonly int _observationSize;
    private readonly ActionBounds _bounds;
    private readonly Network _network;
    private readonly Parameters[] _online;
    private readonly Parameters[] _target;
    private readonly Optimizer[] _optimizers;
    private readonly Workspace _present;
    private readonly Workspace _next;

    public ActionCritics(int count, VectorEnv env, ContinuousControlOptions options, ActionBounds bounds, SeedStreams streams)
    {
        var shape = new DenseNetwork(options.CriticHiddenSizes, options.Activation, options.Initializer);
        var settings = new OptimizerSettings(OptimizerKind.Adam, options.CriticLearningRate, options.MaxGradientNorm, KernelL2: options.CriticL2);
        _batch = options.BatchSize;
        _observationSize = env.ObservationSpace.Size;
        _bounds = bounds;
        _network = shape.Build(_observationSize + bounds.Size, 1);
        _online = [.. Enumerable.Range(0, count).Select(i => _network.CreateParameters(streams.Stream("init/critic", i)))];
        _target = [.. _online.Select(parameters => parameters.Clone())];
        _optimizers = [.. _online.Select(settings.Create)];
        _present = _network.CreateWorkspace(_batch);
        _next = _network.CreateWorkspace(_batch);
    }

    /// <summary>The norm of the first critic's last gradient, where it was clipped.</summary>
    public float GradientNorm => _optimizers[0].GradientNorm;

    /// <summary>Copies a batch: rows (s, a), and rows s' whose actions are still to be filled in.</summary>
    public void Gather(ReplayExperience experience)
    {
        ReplayBuffer replay = experience.Replay;
        ReadOnlySpan<int> slots = experience.Slots;
        replay.GatherObservations(slots, _present.Input, _present.InputStride);
        replay.GatherNextObservations(slots, _next.Input, _next.InputStride);
        for (int row = 0; row < slots.Length; row++) _bounds.Normalise(replay.Action(slots[row]), Action(_present.Input, row));
    }

    /// <summary>min_i Q_target_i(s', a') of the gathered batch.</summary>
    /// <param name="actions">The actions a', rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="smallest">Receives the values.</param>
    public void NextValues(ReadOnlySpan<float> actions, int stride, Span<float> smallest)
    {
        SetActions(_next.Input, actions, stride);
        smallest.Fill(float.PositiveInfinity);
        foreach (Parameters target in _target)
        {
            ReadOnlySpan<float> q = _network.Forward(target, _batch, _next);
            for (int row = 0; row < _batch; row++) smallest[row] = MathF.Min(smallest[row], q[row * _next.OutputStride]);
        }
    }

    /// <summary>One step of each critic towards targets.</summary>
    /// <param name="targets">The target of each row.</param>
    /// <returns>The mean squared error of a critic before the step.</returns>
    public float Step(ReadOnlySpan<float> targets)
    {
        float loss = 0;
        for (int i = 0; i < _online.Length; i++)
        {
            loss += Loss(_online[i], targets);
            _network.Backward(_online[i], _batch, _present);
            _optimizers[i].Step();
        }

        return loss / _online.Length;
    }

    /// <summary>The mean squared error of a critic in the gathered batch. Nothing is learned.</summary>
    public float Loss(ReadOnlySpan<float> targets)
    {
        float loss = 0;
        foreach (Parameters parameters in _online) loss += Loss(parameters, targets);
        return loss / _online.Length;
    }

    /// <summary>
    /// Computes <c>-dQ_1(s, a)/da / batch</c>, what an actor that wants the mean of Q_1 to rise goes against. The weights of the critic get no gradient.
    /// </summary>
    /// <param name="actions">The actor's actions in the gathered batch, rows <paramref name="stride"/> apart; they replace those that were taken.</param>
    /// <param name="gradient">Receives the gradient in such rows.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <returns>The mean of Q_1.</returns>
    public float Ascend(ReadOnlySpan<float> actions, Span<float> gradient, int stride)
    {
        SetActions(_present.Input, actions, stride);
        ReadOnlySpan<float> q = _network.Forward(_online[0], _batch, _present);
        Span<float> outputs = _present.OutputGradient;
        float sum = 0;
        for (int row = 0; row < _batch; row++)
        {
            sum += q[row * _present.OutputStride];
            outputs[row * _present.OutputStride] = -1f / _batch;
        }

        _network.Backward(_online[0], _batch, _present, GradientTargets.Input);
        for (int row = 0; row < _batch; row++)
            Action(_present.InputGradient, row).CopyTo(gradient[(row * stride)..]);
        return sum / _batch;
    }

    /// <summary>Moves the target networks a fraction of the way.</summary>
    public void MoveTargets(float tau)
    {
        for (int i = 0; i < _online.Length; i++) _target[i].Polyak(_online[i], tau);
    }

    public void CheckFinite(Divergence divergence)
    {
        for (int i = 0; i < _online.Length; i++)
        {
            divergence.Require(_online[i].Values, "A weight of a critic");
            divergence.Require(_target[i].Values, "A weight of a target critic");
            foreach (string name in _optimizers[i].StateNames) divergence.Require(_optimizers[i].State(name), $"The {name} of a critic's optimizer");
        }
    }

    public void Save(CheckpointWriter writer)
    {
        for (int i = 0; i < _online.Length; i++)
        {
            ParametersFile.Write(writer, $"online/{i}", _online[i]);
            ParametersFile.Write(writer, $"target/{i}", _target[i]);
            using (writer.Section($"optimizer/{i}")) OptimizerFile.Write(writer, _optimizers[i]);
        }
    }

    public void Load(CheckpointReader reader)
    {
        for (int i = 0; i < _online.Length; i++)
        {
            ParametersFile.Read(reader, $"online/{i}", _online[i]);
            ParametersFile.Read(reader, $"target/{i}", _target[i]);
            using (reader.Section($"optimizer/{i}")) OptimizerFile.Read(reader, _optimizers[i]);
        }
    }

    private float Loss(Parameters parameters, ReadOnlySpan<float> targets)
    {
        ReadOnlySpan<float> q = _network.Forward(parameters, _batch, _present);
        int stride = _present.OutputStride;
        return Losses.Mean(Neural.Loss.MeanSquared, _batch, 1, q, stride, targets, 1, _present.OutputGradient, stride);
    }

    private void SetActions(Span<float> rows, ReadOnlySpan<float> actions, int stride)
    {
        for (int row = 0; row < _batch; row++) actions.Slice(row * stride, _bounds.Size).CopyTo(Action(rows, row));
    }

    private Span<float> Action(Span<float> rows, int row) => rows.Slice((row * _network.InputStride) + _observationSize, _bounds.Size);
}
