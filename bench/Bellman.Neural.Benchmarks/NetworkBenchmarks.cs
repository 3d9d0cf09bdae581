using BenchmarkDotNet.Attributes;
using Bellman.Numerics;

namespace Bellman.Neural.Benchmarks;

/// <summary>What one update of a small network costs, whole and in parts, and acting for one observation.</summary>
public class NetworkBenchmarks
{
    private readonly Pcg64 _generator = new(1);
    private Network _network = null!;
    private Parameters _online = null!;
    private Parameters _target = null!;
    private Workspace _workspace = null!;
    private Workspace _successors = null!;
    private Optimizer _adam = null!;
    private float[] _goals = [];
    private float[] _rewards = [];
    private float[] _targets = [];
    private int[] _actions = [];

    public static IEnumerable<Shape> Networks => [new(64, 64), new(64, 128), new(256, 128)];

    [ParamsSource(nameof(Networks))]
    public Shape Network { get; set; } = new(64, 64);

    public static double OperationsOf(string method, Shape shape) => method switch
    {
        nameof(Update) => shape.ForwardOperations + shape.BackwardOperations,
        nameof(DoubleDqn) => (3 * shape.ForwardOperations) + shape.BackwardOperations,
        nameof(Forward) => shape.ForwardOperations,
        nameof(Backward) => shape.BackwardOperations,
        _ => 0,
    };

    [GlobalSetup]
    public void SetUp()
    {
        _network = new Network(Shape.Inputs, [Hidden(), Hidden(), new Dense(Shape.Outputs)]);
        _online = _network.CreateParameters(_generator);
        _target = _online.Clone();
        _workspace = _network.CreateWorkspace(Network.Batch);
        _successors = _network.CreateWorkspace(Network.Batch);
        _adam = new AdamOptions { LearningRate = 1e-4f }.Create(_online);
        _goals = Numbers(Network.Batch * Shape.Outputs);
        _rewards = Numbers(Network.Batch);
        _targets = new float[Network.Batch];
        _actions = new int[Network.Batch];
        _generator.Integers(0, Shape.Outputs, _actions);
        Fill(_workspace);
        Fill(_successors);
        Update();
    }

    /// <summary>Forward, mean squared error, backward and Adam.</summary>
    [Benchmark]
    public float Update()
    {
        Forward();
        int stride = _workspace.OutputStride;
        Span<float> gradient = _workspace.OutputGradient;
        float loss = Losses.Mean(
            Loss.MeanSquared, Network.Batch, Shape.Outputs, _workspace.Output, stride, _goals, Shape.Outputs, gradient, stride);
        Backward();
        Adam();
        return loss;
    }

    /// <summary>
    /// The target network and the online network on the next states, the online network on the states, Huber loss of the actions
    /// taken, backward, Adam.
    /// </summary>
    [Benchmark]
    public float DoubleDqn()
    {
        int stride = _network.OutputStride;
        ReadOnlySpan<float> chosen = _network.Forward(_online, Network.Batch, _workspace);
        ReadOnlySpan<float> valued = _network.Forward(_target, Network.Batch, _successors);
        Losses.DqnTargets(_rewards, _rewards, Shape.Outputs, chosen, valued, stride, _targets);
        ReadOnlySpan<float> q = _network.Forward(_online, Network.Batch, _workspace);
        float loss = Losses.TakenAction(Loss.Huber(), Shape.Outputs, q, stride, _actions, _targets, _workspace.OutputGradient);
        Backward();
        Adam();
        return loss;
    }

    [Benchmark]
    public void Forward() => _network.Forward(_online, Network.Batch, _workspace);

    [Benchmark]
    public void Backward() => _network.Backward(_online, Network.Batch, _workspace);

    [Benchmark]
    public void Adam() => _adam.Step();

    /// <summary>The action values of one observation and the best of them.</summary>
    [Benchmark]
    public int Act() => Losses.IndexOfLargest(_network.Forward(_online, 1, _workspace)[..Shape.Outputs]);

    private Dense Hidden() => new(Network.Hidden, Activation.ReLU);

    private float[] Numbers(int length)
    {
        float[] numbers = new float[length];
        foreach (ref float number in numbers.AsSpan())
        {
            number = _generator.Uniform(-1f, 1f);
        }

        return numbers;
    }

    private void Fill(Workspace workspace)
    {
        for (int row = 0; row < Network.Batch; row++)
        {
            Numbers(Shape.Inputs).CopyTo(workspace.Input[(row * workspace.InputStride)..]);
        }
    }
}
