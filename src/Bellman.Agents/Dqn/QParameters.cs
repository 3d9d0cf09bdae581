using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// A network of action values with all its sets of weights: those that learn, those of the target, and the running average where there is one; and the
/// optimizer. How the network is used on observations is the business of a <see cref="QLearner"/>.
/// </summary>
internal sealed class QParameters
{
    private readonly DeepQOptions _options;
    private readonly Optimizer _optimizer;

    public QParameters(Network network, DeepQOptions options, Pcg64 init)
    {
        _options = options;
        Network = network;
        Online = network.CreateParameters(init);
        Target = Online.Clone();
        Average = options.WeightAveraging > 0 ? Online.Clone() : null;
        Acting = new ActingWeights(Online);
        _optimizer = new OptimizerSettings(options.Optimizer, options.LearningRate, options.MaxGradientNorm, options.AdamEpsilon, options.KernelL2)
            .Create(Online);
    }

    public Network Network { get; }

    /// <summary>The weights that learn.</summary>
    public Parameters Online { get; }

    /// <summary>The weights that choose while exploring: those that learn, unless they are kept apart.</summary>
    public ActingWeights Acting { get; }

    /// <summary>The weights that say what successors are worth.</summary>
    public Parameters Target { get; }

    /// <summary>The running average of <see cref="Online"/>, or <see langword="null"/>.</summary>
    public Parameters? Average { get; }

    /// <summary>The weights that act greedily and are saved as the model: the running average where there is one, else those that learn.</summary>
    public Parameters Policy => Average ?? Online;

    /// <summary>The global norm of the last gradient before it was clipped.</summary>
    public float GradientNorm => _optimizer.GradientNorm;

    /// <summary>Takes one step down the gradient that the learning weights hold, and lets the others follow.</summary>
    public void Step(float learningRate)
    {
        _optimizer.LearningRate = learningRate;
        _optimizer.Step();
        if (_options.TargetUpdate == TargetUpdate.Soft) Target.Polyak(Online, _options.Tau);
        Average?.Polyak(Online, 1 - _options.WeightAveraging);
    }

    /// <summary>Makes the target equal to the learning weights.</summary>
    public void CopyToTarget() => Target.CopyFrom(Online);

    public void CheckFinite(Divergence divergence)
    {
        divergence.Require(Online.Values, "A weight");
        divergence.Require(Target.Values, "A weight of the target network");
        if (Average is not null) divergence.Require(Average.Values, "A weight of the running average");
        foreach (string name in _optimizer.StateNames) divergence.Require(_optimizer.State(name), $"The optimizer's {name}");
    }

    public void Save(CheckpointWriter writer)
    {
        ParametersFile.Write(writer, "online", Online);
        ParametersFile.Write(writer, "target", Target);
        if (Average is not null) ParametersFile.Write(writer, "average", Average);
        using (writer.Section("optimizer")) OptimizerFile.Write(writer, _optimizer);
        Acting.Save(writer);
    }

    public void Load(CheckpointReader reader)
    {
        ParametersFile.Read(reader, "online", Online);
        ParametersFile.Read(reader, "target", Target);
        if (Average is not null) ParametersFile.Read(reader, "average", Average);
        using (reader.Section("optimizer")) OptimizerFile.Read(reader, _optimizer);
        Acting.Load(reader);
    }

    public void SaveModel(CheckpointWriter writer) => ParametersFile.Write(writer, "policy", Policy);

    public void LoadModel(CheckpointReader reader)
    {
        ParametersFile.Read(reader, "policy", Online);
        Target.CopyFrom(Online);
        Average?.CopyFrom(Online);
        Acting.Reset();
    }
}
