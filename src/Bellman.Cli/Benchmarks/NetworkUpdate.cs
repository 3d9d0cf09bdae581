using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>A network that learns again and again from one batch of random inputs: the values of actions taken, by Adam.</summary>
internal sealed class NetworkUpdate
{
    private readonly Network _network;
    private readonly int _rows;
    private readonly Parameters _online;
    private readonly Parameters _target;
    private readonly Optimizer _optimizer;
    private readonly Workspace _workspace;
    private readonly Workspace _successors;
    private readonly RecurrentState? _state;
    private readonly float[] _rewards;
    private readonly float[] _discounts;
    private readonly float[] _targets;
    private readonly int[] _taken;

    /// <summary>Makes everything that is needed.</summary>
    /// <param name="network">The network; its outputs are the values of actions.</param>
    /// <param name="rows">The number of rows of the batch.</param>
    /// <param name="sequences">For a recurrent network the number of sequences that they form.</param>
    public NetworkUpdate(Network network, int rows, int sequences = 0)
    {
        Pcg64 random = new SeedStreams(1).Stream("bench");
        _network = network;
        _rows = rows;
        _online = network.CreateParameters(random);
        _target = _online.Clone();
        _optimizer = new AdamOptions().Create(_online);
        _workspace = network.CreateWorkspace(rows);
        _successors = network.CreateWorkspace(rows);
        _state = network.IsRecurrent ? network.CreateState(sequences) : null;
        _rewards = Numbers(new float[rows], random);
        _targets = Numbers(new float[rows], random);
        _discounts = [.. Enumerable.Repeat(0.99f, rows)];
        _taken = [.. Enumerable.Range(0, rows).Select(_ => random.Next(network.OutputSize))];
        Fill(_workspace, random);
        Fill(_successors, random);
    }

    /// <summary>Forward, backward and Adam, with the mean squared error of the taken actions.</summary>
    public void Learn() => Learn(Loss.MeanSquared);

    /// <summary>
    /// As <see cref="Learn()"/>, but with the Huber loss and with targets that two passes over the following inputs make: what a Double DQN
    /// computes for an update.
    /// </summary>
    public void LearnByDoubleDqn()
    {
        int stride = _network.OutputStride;
        ReadOnlySpan<float> chosen = _network.Forward(_online, _rows, _successors, _state);
        chosen.CopyTo(_workspace.OutputGradient);
        ReadOnlySpan<float> valued = _network.Forward(_target, _rows, _successors, _state);
        Losses.DqnTargets(_rewards, _discounts, _network.OutputSize, _workspace.OutputGradient, valued, stride, _targets);
        Learn(Loss.Huber());
    }

    private void Learn(Loss loss)
    {
        _state?.Reset();
        ReadOnlySpan<float> q = _network.Forward(_online, _rows, _workspace, _state);
        Losses.TakenAction(loss, _network.OutputSize, q, _network.OutputStride, _taken, _targets, _workspace.OutputGradient);
        _network.Backward(_online, _rows, _workspace);
        _optimizer.Step();
    }

    private void Fill(Workspace workspace, Pcg64 random)
    {
        for (int row = 0; row < _rows; row++)
            Numbers(workspace.Input.Slice(row * workspace.InputStride, _network.InputSize), random);
    }

    private static float[] Numbers(float[] values, Pcg64 random)
    {
        Numbers(values.AsSpan(), random);
        return values;
    }

    private static void Numbers(Span<float> values, Pcg64 random)
    {
        foreach (ref float value in values) value = random.Uniform(-1f, 1f);
    }
}
