using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// One or more networks that each estimate Q(s, a) for an action of numbers, with the target networks that follow them. Their inputs are rows of an observation with an action
/// in [-1, 1] behind it.
/// </summary>
internal sealed class ActionCritics
{
    private readonly int _batch;
    private readonly int _observationSize;
    private readonly int _inputStride;
    private readonly int _outputStride;
    private readonly ActionRange _range;
    private readonly TargetedNetwork[] _critics;

    /// <summary>Makes the networks and all memory.</summary>
    /// <param name="count">How many critics.</param>
    /// <param name="env">The worlds, for their spaces.</param>
    /// <param name="options">The settings.</param>
    /// <param name="range">What actions in [-1, 1] are in the worlds.</param>
    /// <param name="streams">The run's streams, for the first weights.</param>
    public ActionCritics(int count, VectorEnv env, ContinuousControlOptions options, ActionRange range, SeedStreams streams)
    {
        var shape = new DenseNetwork(options.CriticHiddenSizes, options.Activation, options.Initializer);
        var optimizer = new OptimizerSettings(OptimizerKind.Adam, options.CriticLearningRate, options.MaxGradientNorm, KernelL2: options.CriticL2);
        _batch = options.BatchSize;
        _observationSize = env.ObservationSpace.Size;
        _range = range;
        Network network = shape.Build(_observationSize + range.Size, outputs: 1);
        (_inputStride, _outputStride) = (network.InputStride, network.OutputStride);
        _critics = new TargetedNetwork[count];
        for (int i = 0; i < count; i++) _critics[i] = new TargetedNetwork($"critic_{i}", network, optimizer, streams.Stream("init/critic", i), _batch);
    }

    /// <summary>The norm of the first critic's last gradient, where it was clipped.</summary>
    public float GradientNorm => _critics[0].Online.Optimizer.GradientNorm;

    /// <summary>min_i Q_target_i(s', a') of a batch.</summary>
    /// <param name="experience">The batch, for s'.</param>
    /// <param name="actions">The actions a', rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="smallest">Receives the values.</param>
    public void NextValues(ReplayExperience experience, ReadOnlySpan<float> actions, int stride, Span<float> smallest)
    {
        Span<float> rows = _critics[0].Batch.Input;
        experience.Replay.GatherNextObservations(experience.Slots, rows, _inputStride);
        SetActions(rows, actions, stride);
        ShareInputs();
        smallest.Fill(float.PositiveInfinity);
        foreach (TargetedNetwork critic in _critics)
        {
            ReadOnlySpan<float> q = critic.ForwardTarget(_batch);
            for (int row = 0; row < _batch; row++) smallest[row] = MathF.Min(smallest[row], q[row * _outputStride]);
        }
    }

    /// <summary>One step of each critic towards targets.</summary>
    /// <param name="experience">The batch.</param>
    /// <param name="targets">The target of each row.</param>
    /// <param name="rateFraction">What the step size is multiplied by.</param>
    /// <returns>The mean squared error of a critic before the step.</returns>
    public float Step(ReplayExperience experience, ReadOnlySpan<float> targets, float rateFraction)
    {
        float loss = Loss(experience, targets);
        foreach (TargetedNetwork critic in _critics)
        {
            critic.Online.Backward(_batch);
            critic.Online.Step(rateFraction);
        }

        return loss;
    }

    /// <summary>The mean squared error of a critic in a batch. Nothing is learned.</summary>
    public float Loss(ReplayExperience experience, ReadOnlySpan<float> targets)
    {
        Span<float> rows = _critics[0].Batch.Input;
        experience.Replay.GatherObservations(experience.Slots, rows, _inputStride);
        for (int row = 0; row < _batch; row++) _range.FromBox(experience.Replay.Action(experience.Slots[row]), Action(rows, row));
        ShareInputs();
        float loss = 0;
        foreach (TargetedNetwork critic in _critics)
        {
            ReadOnlySpan<float> q = critic.Online.Forward(_batch);
            loss += Losses.Mean(Neural.Loss.MeanSquared, _batch, 1, q, _outputStride, targets, 1, critic.Batch.OutputGradient, _outputStride);
        }

        return loss / _critics.Length;
    }

    /// <summary>
    /// Computes <c>-d min_i Q_i(s, a)/da / batch</c>, what an actor that wants the mean of the lowest value to rise goes against. The weights of the critics get no gradient.
    /// </summary>
    /// <param name="actions">The actor's actions in the batch of the last <see cref="Loss"/> or <see cref="Step"/>, rows <paramref name="stride"/> apart.</param>
    /// <param name="gradient">Receives the gradient in such rows.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="among">Among how many critics the lowest is taken; 1 for the first alone.</param>
    /// <returns>The mean of the lowest values.</returns>
    public float Ascend(ReadOnlySpan<float> actions, Span<float> gradient, int stride, int among = 1)
    {
        for (int i = 0; i < among; i++)
        {
            SetActions(_critics[i].Batch.Input, actions, stride);
            _critics[i].Online.Forward(_batch);
        }

        float sum = 0;
        for (int row = 0; row < _batch; row++)
        {
            int lowest = 0;
            for (int i = 1; i < among; i++)
            {
                if (Output(i, row) < Output(lowest, row)) lowest = i;
            }

            sum += Output(lowest, row);
            for (int i = 0; i < among; i++) _critics[i].Batch.OutputGradient[row * _outputStride] = i == lowest ? -1f / _batch : 0f;
            gradient.Slice(row * stride, _range.Size).Clear();
        }

        for (int i = 0; i < among; i++) AddInputGradient(_critics[i].Online, gradient, stride);
        return sum / _batch;
    }

    /// <summary>Q_1 of one observation and action in [-1, 1].</summary>
    public float Value(ReadOnlySpan<float> observation, ReadOnlySpan<float> action)
    {
        TrainedNetwork critic = _critics[0].Online;
        observation.CopyTo(critic.Single.Input);
        action.CopyTo(Action(critic.Single.Input, row: 0));
        return critic.Network.Forward(critic.Parameters, 1, critic.Single)[0];
    }

    /// <summary>Moves the target networks a fraction of the way.</summary>
    public void MoveTargets(float tau)
    {
        foreach (TargetedNetwork critic in _critics) critic.MoveTarget(tau);
    }

    /// <summary>Requires weights and the optimizers' states to be finite.</summary>
    /// <exception cref="TrainingDivergedException">One is not.</exception>
    public void CheckFinite(Divergence divergence)
    {
        foreach (TargetedNetwork critic in _critics) critic.CheckFinite(divergence);
    }

    /// <summary>Writes all networks and their optimizers' states.</summary>
    public void Save(CheckpointWriter writer)
    {
        foreach (TargetedNetwork critic in _critics) critic.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        foreach (TargetedNetwork critic in _critics) critic.Load(reader);
    }

    /// <summary>Writes the networks alone.</summary>
    public void SaveModel(CheckpointWriter writer)
    {
        foreach (TargetedNetwork critic in _critics) critic.Online.SaveModel(writer);
    }

    /// <summary>Restores what <see cref="SaveModel"/> wrote.</summary>
    public void LoadModel(CheckpointReader reader)
    {
        foreach (TargetedNetwork critic in _critics)
        {
            critic.Online.LoadModel(reader);
            critic.CopyToTarget();
        }
    }

    private float Output(int critic, int row) => _critics[critic].Batch.Output[row * _outputStride];

    private void AddInputGradient(TrainedNetwork critic, Span<float> gradient, int stride)
    {
        critic.Network.Backward(critic.Parameters, _batch, critic.Batch, GradientTargets.Input);
        for (int row = 0; row < _batch; row++)
        {
            ReadOnlySpan<float> slope = Action(critic.Batch.InputGradient, row);
            for (int i = 0; i < slope.Length; i++) gradient[(row * stride) + i] += slope[i];
        }
    }

    private void SetActions(Span<float> rows, ReadOnlySpan<float> actions, int stride)
    {
        for (int row = 0; row < _batch; row++) actions.Slice(row * stride, _range.Size).CopyTo(Action(rows, row));
    }

    private void ShareInputs()
    {
        for (int i = 1; i < _critics.Length; i++) _critics[0].Batch.Input.CopyTo(_critics[i].Batch.Input);
    }

    private Span<float> Action(Span<float> rows, int row) => rows.Slice((row * _inputStride) + _observationSize, _range.Size);
}
