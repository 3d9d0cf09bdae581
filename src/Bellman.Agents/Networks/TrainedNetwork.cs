using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>A network with one set of parameters, the optimizer that changes them and the memory of one batch: what an agent has of each network that learns.</summary>
internal sealed class TrainedNetwork
{
    /// <summary>Makes the parameters, initialised, and all memory.</summary>
    /// <param name="name">What it is, for checkpoints and messages: <c>actor</c>, <c>critic</c>.</param>
    /// <param name="network">The layers.</param>
    /// <param name="optimizer">What changes the parameters.</param>
    /// <param name="init">The stream that the first weights are drawn from.</param>
    /// <param name="batch">The largest batch.</param>
    public TrainedNetwork(string name, Network network, OptimizerSettings optimizer, Pcg64 init, int batch)
    {
        Name = name;
        Network = network;
        Parameters = network.CreateParameters(init);
        Optimizer = optimizer.Create(Parameters);
        Batch = network.CreateWorkspace(batch);
        Single = network.CreateWorkspace(1);
    }

    /// <summary>What it is: <c>actor</c>, <c>critic</c>.</summary>
    public string Name { get; }

    public Network Network { get; }

    public Parameters Parameters { get; }

    public Optimizer Optimizer { get; }

    /// <summary>The memory of a batch; its inputs are gathered right there.</summary>
    public Workspace Batch { get; }

    /// <summary>The memory of one observation, which a look at the agent between steps may use: a batch may be under way.</summary>
    public Workspace Single { get; }

    /// <summary>Runs the inputs in <see cref="Batch"/> forward.</summary>
    public ReadOnlySpan<float> Forward(int rows) => Network.Forward(Parameters, rows, Batch);

    /// <summary>Runs observations forward, rows without padding.</summary>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> observations, int rows) => Network.Forward(Parameters, observations, rows, Batch);

    /// <summary>Runs one observation forward, without touching <see cref="Batch"/>.</summary>
    public ReadOnlySpan<float> ForwardSingle(ReadOnlySpan<float> observation) => Network.Forward(Parameters, observation, 1, Single);

    /// <summary>Computes the gradients by the parameters from the gradient that the caller has put into <see cref="Batch"/>.</summary>
    /// <param name="rows">The rows of the forward pass.</param>
    /// <param name="accumulate">Whether to add to the gradients instead of replacing them.</param>
    public void Backward(int rows, bool accumulate = false) => Network.Backward(Parameters, rows, Batch, accumulate: accumulate);

    /// <summary>Runs what came out of another network's batch forward.</summary>
    public ReadOnlySpan<float> ForwardBehind(TrainedNetwork front, int rows)
    {
        CopyRows(front.Batch.Output, front.Network.OutputStride, Batch.Input, Network.InputStride, rows);
        return Forward(rows);
    }

    /// <summary>Runs what came out of another network's single observation forward.</summary>
    public ReadOnlySpan<float> ForwardSingleBehind(TrainedNetwork front)
    {
        CopyRows(front.Single.Output, front.Network.OutputStride, Single.Input, Network.InputStride, 1);
        return Network.Forward(Parameters, 1, Single);
    }

    /// <summary>Computes the gradients as <see cref="Backward"/> does, and puts that by the inputs where the network in front has its outputs' gradient.</summary>
    /// <param name="front">The network whose outputs the inputs were.</param>
    /// <param name="rows">The rows of the forward pass.</param>
    /// <param name="add">Whether to add to what stands there.</param>
    public void BackwardInto(TrainedNetwork front, int rows, bool add)
    {
        Network.Backward(Parameters, rows, Batch, GradientTargets.Both);
        if (!add) CopyRows(Batch.InputGradient, Network.InputStride, front.Batch.OutputGradient, front.Network.OutputStride, rows);
        for (int row = 0; add && row < rows; row++)
        {
            Span<float> sums = front.Batch.OutputGradient.Slice(row * front.Network.OutputStride, Network.InputSize);
            ReadOnlySpan<float> own = Batch.InputGradient.Slice(row * Network.InputStride, Network.InputSize);
            for (int i = 0; i < sums.Length; i++) sums[i] += own[i];
        }
    }

    /// <summary>Changes the parameters once by their gradients.</summary>
    /// <param name="rateFraction">What the first step size is multiplied by.</param>
    public void Step(float rateFraction)
    {
        Optimizer.LearningRate = rateFraction * Optimizer.Options.LearningRate;
        Optimizer.Step();
    }

    /// <summary>Requires weights and the optimizer's state to be finite.</summary>
    /// <exception cref="TrainingDivergedException">One is not.</exception>
    public void CheckFinite(Divergence divergence)
    {
        divergence.Require(Parameters.Values, $"A weight of the {Name}");
        foreach (string state in Optimizer.StateNames) divergence.Require(Optimizer.State(state), $"The {state} of the {Name}'s optimizer");
    }

    /// <summary>Writes parameters and the optimizer's state.</summary>
    public void Save(CheckpointWriter writer)
    {
        SaveModel(writer);
        using (writer.Section(Name + "_optimizer")) OptimizerFile.Write(writer, Optimizer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        LoadModel(reader);
        using (reader.Section(Name + "_optimizer")) OptimizerFile.Read(reader, Optimizer);
    }

    /// <summary>Writes the parameters.</summary>
    public void SaveModel(CheckpointWriter writer) => ParametersFile.Write(writer, Name, Parameters);

    /// <summary>Restores what <see cref="SaveModel"/> wrote.</summary>
    public void LoadModel(CheckpointReader reader) => ParametersFile.Read(reader, Name, Parameters);

    private void CopyRows(ReadOnlySpan<float> from, int fromStride, Span<float> to, int toStride, int rows) =>
        RowCopy.Copy(from, Network.InputSize, fromStride, to, toStride, rows);
}
