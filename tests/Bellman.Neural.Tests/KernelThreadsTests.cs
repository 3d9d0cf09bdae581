using Bellman.Numerics;

namespace Bellman.Neural.Tests;

/// <summary>Updates that threads divide among them: the same bits as on one thread, and nothing allocated.</summary>
public sealed class KernelThreadsTests
{
    private const int Updates = 4;

    private static readonly Dictionary<string, (int Rows, int Sequences, Func<Network> Make)> Networks = new()
    {
        ["dense"] = (130, 0, () => new Network(8, [new Dense(256, Activation.ReLU), new Dense(200, Activation.Tanh), new Dense(4)])),
        ["many outputs"] = (33, 0, () => new Network(100, [new Dense(250, Activation.LeakyReLU(0.1f)), new Dense(697)])),
        ["noisy"] = (64, 0, () => new Network(64, [new NoisyDense(256, Activation.ReLU), new NoisyDense(64)])),
        ["screens"] = (13, 0, () => new Network(new ImageShape(3, 36, 36), [new Conv2D(32, 8, 4, Activation.ReLU), new Conv2D(40, 4, 1, Activation.Tanh, padding: 1), new Conv2D(64, 3, 1, Activation.ReLU), new Dense(128, Activation.ReLU), new Dense(4)])),
        ["lstm"] = (12 * 31, 31, () => new Network(40, [new Dense(150, Activation.ReLU), new Lstm(150), new Dense(4)])),
        ["gru"] = (9 * 40, 40, () => new Network(200, [new Gru(170), new Dense(4)])),
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string name in Networks.Keys)
            {
                cases.Add(name, 2);
                cases.Add(name, 5);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_OnSeveralThreads_SameBitsAsOnOne(string name, int threads)
    {
        (float[] expected, _, int none) = Learn(name, 1);
        (float[] actual, long allocated, int works) = Learn(name, threads);
        Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), actual.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(0, allocated);
        Assert.Equal(0, none);
        Assert.True(works >= 3 * Updates, $"Only {works} works were shared out.");
    }

    [Fact]
    public void Update_SmallNetwork_SharesNothing()
    {
        var network = new Network(8, [new Dense(64, Activation.ReLU), new Dense(4)]);
        using var helpers = new KernelThreads(2);
        Run(network, 32, 0, helpers);
        Assert.Equal(0, helpers.Works);
    }

    [Fact]
    public void Use_Another_ReturnsTheOneBefore()
    {
        using var helpers = new KernelThreads(1);
        Assert.Null(KernelThreads.Use(helpers));
        Assert.Same(helpers, KernelThreads.Use(null));
        Assert.Null(KernelThreads.Use(null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(KernelThreads.Most + 1)]
    public void Constructor_ThreadsOutOfRange_Throws(int threads) => Assert.Throws<ArgumentOutOfRangeException>(nameof(threads), () => new KernelThreads(threads));

    [Fact]
    public void Dispose_Twice_EndsTheThreadsOnce()
    {
        var helpers = new KernelThreads(3);
        helpers.Dispose();
        helpers.Dispose();
    }

    private static (float[] Numbers, long Allocated, int Works) Learn(string name, int threads)
    {
        (int rows, int sequences, Func<Network> make) = Networks[name];
        using var helpers = new KernelThreads(threads);
        (float[] numbers, long allocated) = Run(make(), rows, sequences, helpers);
        return (numbers, allocated, helpers.Works);
    }

    /// <summary>Some updates towards zero; all weights, the last gradients, outputs and the gradient by the inputs.</summary>
    private static (float[] Numbers, long Allocated) Run(Network network, int rows, int sequences, KernelThreads helpers)
    {
        var random = new Pcg64(7);
        Parameters parameters = network.CreateParameters(random);
        Optimizer optimizer = new AdamOptions().Create(parameters);
        Workspace workspace = network.CreateWorkspace(rows);
        RecurrentState? state = network.IsRecurrent ? network.CreateState(sequences) : null;
        if (network.IsNoisy) network.DrawNoise(workspace, random);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref float value in workspace.Input.Slice(row * network.InputStride, network.InputSize)) value = random.Uniform(-1f, 1f);
        }

        KernelThreads.Use(helpers);
        // The least of some updates: a collection in between gives a thread memory to allocate from, which counts.
        long allocated = long.MaxValue;
        for (int i = 0; i < Updates; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            state?.Reset();
            network.Forward(parameters, rows, workspace, state).CopyTo(workspace.OutputGradient);
            network.Backward(parameters, rows, workspace, GradientTargets.Parameters | GradientTargets.Input);
            optimizer.Step();
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        KernelThreads.Use(null);
        return ([.. parameters.Values, .. parameters.Gradients, .. workspace.Output, .. workspace.InputGradient], allocated);
    }
}
