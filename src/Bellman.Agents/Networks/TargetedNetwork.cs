using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// A network that learns, and a target network that follows it slowly and so keeps still what is learned from (Lillicrap et al. 2016, section 3). Both use the memory of one batch in turn.
/// </summary>
internal sealed class TargetedNetwork
{
    private readonly string _name;
    private readonly Parameters _target;

    /// <summary>Makes both, equal, and all memory.</summary>
    /// <param name="name">What it is, for checkpoints and messages: <c>actor</c>, <c>critic</c>.</param>
    /// <param name="network">The layers.</param>
    /// <param name="optimizer">What changes the parameters.</param>
    /// <param name="init">The stream that the first weights are drawn from.</param>
    /// <param name="batch">The largest batch.</param>
    public TargetedNetwork(string name, Network network, OptimizerSettings optimizer, Pcg64 init, int batch)
    {
        _name = name;
        Online = new TrainedNetwork(name, network, optimizer, init, batch);
        _target = Online.Parameters.Clone();
    }

    /// <summary>The network that learns.</summary>
    public TrainedNetwork Online { get; }

    /// <summary>The memory of a batch; its inputs are gathered right there.</summary>
    public Workspace Batch => Online.Batch;

    /// <summary>Runs the inputs in <see cref="Batch"/> forward through the target network.</summary>
    public ReadOnlySpan<float> ForwardTarget(int rows) => Online.Network.Forward(_target, rows, Batch);

    /// <summary>Moves the target network a fraction of the way.</summary>
    public void MoveTarget(float tau) => _target.Polyak(Online.Parameters, tau);

    /// <summary>Requires weights and the optimizer's state to be finite.</summary>
    /// <exception cref="TrainingDivergedException">One is not.</exception>
    public void CheckFinite(Divergence divergence)
    {
        Online.CheckFinite(divergence);
        divergence.Require(_target.Values, $"A weight of the target {_name}");
    }

    /// <summary>Writes both networks and the optimizer's state.</summary>
    public void Save(CheckpointWriter writer)
    {
        Online.Save(writer);
        ParametersFile.Write(writer, _name + "_target", _target);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        Online.Load(reader);
        ParametersFile.Read(reader, _name + "_target", _target);
    }

    /// <summary>Makes the target network equal to the one that learns, after a model was loaded.</summary>
    public void CopyToTarget() => _target.CopyFrom(Online.Parameters);
}
