using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Neural.Tests;

/// <summary>Nothing is allocated once everything is made.</summary>
public sealed class AllocationTests
{
    public static TheoryData<OptimizerOptions> AllOptimizers =>
    [
        new AdamOptions { Amsgrad = true, KernelL2 = 0.01f, MaxGradientNorm = 1f },
        new AdamWOptions(),
        new RmsPropOptions { Centered = true, Momentum = 0.5f, MaxGradientNorm = 1f },
        new SgdOptions { Momentum = 0.5f, Nesterov = true, WeightDecay = 0.01f },
    ];

    [Theory]
    [MemberData(nameof(AllOptimizers))]
    public void Update_AnyOptimizer_AllocatesNothing(OptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var network = new Network(
            8, [new Dense(40, Activation.ReLU), new Dense(20, Activation.Tanh), new Dense(12, Activation.Sigmoid), new DuelingHead(4)]);
        Parameters online = network.CreateParameters(new Pcg64(1));
        Parameters target = online.Clone();
        Workspace workspace = network.CreateWorkspace(32);
        Optimizer optimizer = options.Create(online);
        float[] input = new float[32 * 8];
        float[] targets = new float[32];
        int[] actions = new int[32];
        void Update()
        {
            ReadOnlySpan<float> next = network.Forward(target, input, 32, workspace);
            Losses.DqnTargets(targets, targets, 4, next, next, network.OutputStride, targets);
            ReadOnlySpan<float> q = network.Forward(online, 32, workspace);
            Losses.TakenAction(Loss.Huber(), 4, q, network.OutputStride, actions, targets, workspace.OutputGradient);
            network.Backward(online, 32, workspace, GradientTargets.Both, accumulate: true);
            optimizer.Step();
            online.ClipGlobalNorm(0.1f);
            target.Polyak(online, 0.01f);
        }

        Update();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Update();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Passes_ImagesAndSequences_AllocateNothing()
    {
        const int Sequences = 3, Rows = 4 * Sequences;
        var network = new Network(
            new ImageShape(2, 8, 8),
            [
                new Conv2D(17, 3, activation: Activation.ReLU, padding: 1),
                new Conv2D(3, 3, 2, Activation.Sigmoid),
                new MaxPool2D(2, 1),
                new AveragePool2D(2, 1),
                new LayerNorm(Activation.Tanh),
                new Lstm(5),
                new Gru(4),
                new Dense(2),
            ]);
        Parameters parameters = network.CreateParameters(new Pcg64(1));
        Workspace workspace = network.CreateWorkspace(Rows);
        RecurrentState state = network.CreateState(Sequences);
        RecurrentState gradient = network.CreateState(Sequences);
        float[] input = new float[Rows * network.InputSize];
        bool[] starts = new bool[Rows];
        starts[5] = true;
        AllocationAssert.Zero(
            () =>
            {
                network.Forward(parameters, input, Rows, workspace, state, starts);
                network.Backward(parameters, Rows, workspace, GradientTargets.Both, accumulate: true, gradient);
                state.Reset(1);
            },
            100);
    }
}
