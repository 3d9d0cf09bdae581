using Bellman.Neural;

namespace Bellman.Cli;

/// <summary>How long networks with convolutions and with a memory take to learn.</summary>
internal static class LayerBenchmarks
{
    private const int Batch = 32;
    private const int Actions = 4;

    private const int LstmUnits = 64;
    private const int LstmSteps = 16;
    private const int LstmInputs = 4;
    private const double FirstConvolution = 2.0 * Batch * (20 * 20) * 32 * (4 * 8 * 8);

    /// <summary>Three convolutions, a dense layer of 512 and the outputs, for screens of 84x84 in stacks of four.</summary>
    private const double NatureForwardFlops =
        FirstConvolution + (2.0 * Batch * ((9 * 9 * 64 * (32 * 4 * 4)) + (7 * 7 * 64 * (64 * 3 * 3)) + (7 * 7 * 64 * 512) + (512 * Actions)));

    /// <summary>Forward, the weights' gradients, and the inputs' gradients of all layers but the first.</summary>
    private const double NatureUpdateFlops = (3 * NatureForwardFlops) - FirstConvolution;

    /// <summary>The same: four gates see inputs and previous outputs, and only the latter have a gradient.</summary>
    private static double LstmUpdateFlops(int units) =>
        2.0 * Batch * LstmSteps * ((4 * units * ((3 * units) + (2 * LstmInputs))) + (3 * units * Actions));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        NetworkBenchmarks.Learning("update/nature-cnn/b32", NatureUpdate, update => update.Learn(), NatureUpdateFlops),
        NetworkBenchmarks.Learning("double-dqn/nature-cnn/b32", NatureUpdate, update => update.LearnByDoubleDqn(), NatureUpdateFlops + (2 * NatureForwardFlops)),
        NetworkBenchmarks.Learning("update/lstm-64x16/b32", () => MemoryUpdate(LstmUnits), update => update.Learn(), LstmUpdateFlops(LstmUnits)),
        NetworkBenchmarks.Learning("update/lstm-256x16/b32", () => MemoryUpdate(4 * LstmUnits), update => update.Learn(), LstmUpdateFlops(4 * LstmUnits)),
    ];

    /// <summary>Updates of the network of Mnih et al. 2015 with 32 screens.</summary>
    public static NetworkUpdate NatureUpdate() => new(Nature(), Batch);

    /// <summary>Updates of a recurrent network with 32 sequences of 16 steps.</summary>
    /// <param name="units">The number of units.</param>
    public static NetworkUpdate MemoryUpdate(int units) => new(Memory(units), LstmSteps * Batch, Batch);

    /// <summary>The network of Mnih et al. 2015.</summary>
    private static Network Nature() => new(
        new ImageShape(4, 84, 84),
        [
            new Conv2D(32, 8, 4, Activation.ReLU),
            new Conv2D(64, 4, 2, Activation.ReLU),
            new Conv2D(64, 3, 1, Activation.ReLU),
            new Dense(512, Activation.ReLU),
            new Dense(Actions),
        ]);

    private static Network Memory(int units) => new(LstmInputs, [new Lstm(units), new Dense(Actions)]);
}
