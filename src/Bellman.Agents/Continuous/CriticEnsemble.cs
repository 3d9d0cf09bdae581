using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// One or more networks that each rate an action of numbers, with the target networks that follow them. Their inputs are rows of an observation with an action
/// in [-1, 1] behind it; what their outputs say of the return is for those who derive from this.
/// </summary>
internal abstract class CriticEnsemble
{
    private readonly int _observationSize;
    private readonly int _inputStride;
    private readonly ActionRange _range;
    private readonly TargetedNetwork[] _critics;

    /// <summary>Makes the networks and all memory.</summary>
    /// <param name="count">How many critics.</param>
    /// <param name="outputs">How many numbers each says of an action.</param>
    /// <param name="env">The worlds, for their spaces.</param>
    /// <param name="options">The settings.</param>
    /// <param name="range">What actions in [-1, 1] are in the worlds.</param>
    /// <param name="streams">The run's streams, for the first weights.</param>
    protected CriticEnsemble(int count, int outputs, VectorEnv env, ContinuousControlOptions options, ActionRange range, SeedStreams streams)
    {
        ModelOptions.RequireNormalizable(options.LayerNorm, options.ActorHiddenSizes, options.CriticHiddenSizes);
        var shape = new DenseNetwork(options.CriticHiddenSizes, options.Activation, options.Initializer, options.LayerNorm);
        var optimizer = new OptimizerSettings(OptimizerKind.Adam, options.CriticLearningRate, options.MaxGradientNorm, KernelL2: options.CriticL2);
        Batch = options.BatchSize;
        _observationSize = env.ObservationSpace.Size;
        _range = range;
        Network network = shape.Build(_observationSize + range.Size, outputs);
        (_inputStride, Stride) = (network.InputStride, network.OutputStride);
        _critics = new TargetedNetwork[count];
        for (int i = 0; i < count; i++) _critics[i] = new TargetedNetwork($"critic_{i}", network, optimizer, streams.Stream("init/critic", i), Batch);
    }

    /// <summary>The networks.</summary>
    public ReadOnlySpan<TargetedNetwork> Critics => _critics;

    /// <summary>The norm of the first critic's last gradient, where it was clipped.</summary>
    public float GradientNorm => _critics[0].Online.Optimizer.GradientNorm;

    /// <summary>Rows in a batch.</summary>
    protected int Batch { get; }

    /// <summary>The distance between the rows of a critic's outputs.</summary>
    protected int Stride { get; }

    /// <summary>The mean loss of a critic in a batch, whose gradient stands in the critics' output gradients then. Nothing is learned.</summary>
    /// <param name="experience">The batch.</param>
    /// <param name="targets">The targets of its rows, one row's after another's.</param>
    public abstract float Loss(ReplayExperience experience, ReadOnlySpan<float> targets);

    /// <summary>One step of each critic towards targets.</summary>
    /// <param name="experience">The batch.</param>
    /// <param name="targets">The targets of its rows, one row's after another's.</param>
    /// <param name="rateFraction">What the step size is multiplied by.</param>
    /// <returns>The mean loss of a critic before the step.</returns>
    public float Step(ReplayExperience experience, ReadOnlySpan<float> targets, float rateFraction)
    {
        float loss = Loss(experience, targets);
        foreach (TargetedNetwork critic in _critics)
        {
            critic.Online.Backward(Batch);
            critic.Online.Step(rateFraction);
        }

        return loss;
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

    /// <summary>Gives all critics a batch's successors s' with actions of the caller's, rows <paramref name="stride"/> apart.</summary>
    protected void TakeNext(ReplayExperience experience, ReadOnlySpan<float> actions, int stride)
    {
        experience.Replay.GatherNextObservations(experience.Slots, _critics[0].Batch.Input, _inputStride);
        SetActions(_critics[0], actions, stride);
        ShareInputs();
    }

    /// <summary>Gives all critics a batch's states s with the actions that were taken there.</summary>
    protected void TakeTaken(ReplayExperience experience)
    {
        Span<float> rows = _critics[0].Batch.Input;
        experience.Replay.GatherObservations(experience.Slots, rows, _inputStride);
        for (int row = 0; row < Batch; row++) _range.FromBox(experience.Replay.Action(experience.Slots[row]), Action(rows, row));
        ShareInputs();
    }

    /// <summary>Puts other actions, rows <paramref name="stride"/> apart, behind the observations that a critic has, and runs it forward.</summary>
    protected ReadOnlySpan<float> ForwardWith(TargetedNetwork critic, ReadOnlySpan<float> actions, int stride)
    {
        SetActions(critic, actions, stride);
        return critic.Online.Forward(Batch);
    }

    /// <summary>Sets the gradient by the actions to zero, before critics add to it.</summary>
    protected void ClearActionGradient(Span<float> gradient, int stride)
    {
        for (int row = 0; row < Batch; row++) gradient.Slice(row * stride, _range.Size).Clear();
    }

    /// <summary>Adds the gradient by the actions that follows from a critic's output gradient. Its weights get none.</summary>
    protected void AddActionGradient(TrainedNetwork critic, Span<float> gradient, int stride)
    {
        critic.Network.Backward(critic.Parameters, Batch, critic.Batch, GradientTargets.Input);
        for (int row = 0; row < Batch; row++) AddSlope(critic, row, gradient[(row * stride)..]);
    }

    /// <summary>The same for some rows of the batch, which are all that the critic keeps of it then; its output gradient's first rows are theirs.</summary>
    /// <param name="critic">The critic.</param>
    /// <param name="rows">The rows, in rising order.</param>
    /// <param name="gradient">What is added to, for all rows of the batch.</param>
    /// <param name="stride">The distance between its rows.</param>
    protected void AddActionGradient(TrainedNetwork critic, ReadOnlySpan<int> rows, Span<float> gradient, int stride)
    {
        if (rows.IsEmpty) return;
        critic.Batch.KeepRows(rows);
        critic.Network.Backward(critic.Parameters, rows.Length, critic.Batch, GradientTargets.Input);
        for (int i = 0; i < rows.Length; i++) AddSlope(critic, i, gradient[(rows[i] * stride)..]);
    }

    private void AddSlope(TrainedNetwork critic, int row, Span<float> sums)
    {
        ReadOnlySpan<float> slope = Action(critic.Batch.InputGradient, row);
        for (int i = 0; i < slope.Length; i++) sums[i] += slope[i];
    }

    /// <summary>What a critic says of one observation and action in [-1, 1], without touching the batch.</summary>
    protected ReadOnlySpan<float> ForwardSingle(TrainedNetwork critic, ReadOnlySpan<float> observation, ReadOnlySpan<float> action)
    {
        observation.CopyTo(critic.Single.Input);
        action.CopyTo(Action(critic.Single.Input, row: 0));
        return critic.Network.Forward(critic.Parameters, 1, critic.Single);
    }

    private void SetActions(TargetedNetwork critic, ReadOnlySpan<float> actions, int stride)
    {
        for (int row = 0; row < Batch; row++) actions.Slice(row * stride, _range.Size).CopyTo(Action(critic.Batch.Input, row));
    }

    private void ShareInputs()
    {
        for (int i = 1; i < _critics.Length; i++) _critics[0].Batch.Input.CopyTo(_critics[i].Batch.Input);
    }

    private Span<float> Action(Span<float> rows, int row) => rows.Slice((row * _inputStride) + _observationSize, _range.Size);
}
