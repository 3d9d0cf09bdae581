using System.Globalization;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Bellman.Numerics;
using Bellman.Tests;

namespace Bellman.Neural.Tests;

/// <summary>
/// The numerical tests again in processes without AVX-512, without AVX2 and without any vector hardware; a small training ends in
/// the same bits in all of them.
/// </summary>
public sealed class InstructionSetTests
{
    private const string ReportVariable = "BELLMAN_TEST_REPORT";

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256)]
    [InlineData("DOTNET_EnableAVX2", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", 128)]
    public void NumericalTests_InstructionSetOff_PassWithTheSameBits(string variable, int widest)
    {
        string report = Path.GetTempFileName();
        try
        {
            (int exitCode, string output) = ChildProcess.RunTests("Runs=at every vector width", (variable, "0"), (ReportVariable, report));
            Assert.True(exitCode == 0, output);
            string[] lines = File.ReadAllLines(report);
            Assert.True(int.Parse(lines[0], CultureInfo.InvariantCulture) <= widest, $"The widest vectors had {lines[0]} bits.");
            Assert.Equal(TrainingHash(), lines[1]);
        }
        finally
        {
            File.Delete(report);
        }
    }

    [Fact]
    [Trait("Runs", "at every vector width")]
    public void Training_ThisProcess_ReportsVectorWidthAndHash()
    {
        string hash = TrainingHash();
        Assert.Equal(TrainingHash(), hash);
        Assert.Equal(64 + 64, hash.Length);
        if (Environment.GetEnvironmentVariable(ReportVariable) is { } report)
        {
            File.WriteAllLines(report, [WidestVector().ToString(CultureInfo.InvariantCulture), hash]);
        }
    }

    private static int WidestVector() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Updates of networks that have every kind of layer; the SHA-256 of all weights.</summary>
    private static string TrainingHash() => DenseHash() + SequenceHash();

    private static string DenseHash()
    {
        const int Batch = 22;
        var network = new Network(
            7,
            [
                new Dense(40, Activation.ReLU),
                new Dense(24, Activation.Tanh),
                new Dense(18, Activation.LeakyReLU()),
                new Dense(9, Activation.Sigmoid),
                new DuelingHead(3),
            ]);
        var generator = new Pcg64(42);
        Parameters online = network.CreateParameters(generator);
        Parameters target = online.Clone();
        Workspace workspace = network.CreateWorkspace(Batch);
        Optimizer optimizer = new AdamOptions { LearningRate = 0.01f, MaxGradientNorm = 0.5f, KernelL2 = 1e-3f }.Create(online);
        float[] input = new float[Batch * 7];
        float[] targets = new float[Batch];
        int[] actions = new int[Batch];
        for (int update = 0; update < 30; update++)
        {
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = generator.Uniform(-1f, 1f);
            }

            generator.Integers(0, 3, actions);
            ReadOnlySpan<float> next = network.Forward(target, input, Batch, workspace);
            Losses.DqnTargets(input.AsSpan(0, Batch), input.AsSpan(Batch, Batch), 3, next, next, network.OutputStride, targets);
            ReadOnlySpan<float> q = network.Forward(online, input, Batch, workspace);
            Losses.TakenAction(Loss.Huber(), 3, q, network.OutputStride, actions, targets, workspace.OutputGradient);
            network.Backward(online, Batch, workspace);
            optimizer.Step();
            target.Polyak(online, 0.05f);
        }

        return Hash(target);
    }

    /// <summary>Ten updates from sequences of images in which episodes start.</summary>
    private static string SequenceHash()
    {
        const int Sequences = 3, Rows = 5 * Sequences;
        var network = new Network(
            new ImageShape(2, 9, 8),
            [
                new Conv2D(17, 3, 2, Activation.ReLU, padding: 1),
                new Conv2D(4, 2, activation: Activation.Tanh),
                new MaxPool2D(2, 1),
                new AveragePool2D(2, 1),
                new LayerNorm(Activation.LeakyReLU()),
                new Lstm(19),
                new Gru(9),
                new Dense(2),
            ]);
        var generator = new Pcg64(42);
        Parameters parameters = network.CreateParameters(generator);
        Workspace workspace = network.CreateWorkspace(Rows);
        RecurrentState state = network.CreateState(Sequences);
        Optimizer optimizer = new AdamOptions { LearningRate = 0.01f }.Create(parameters);
        float[] input = new float[Rows * network.InputSize];
        bool[] starts = new bool[Rows];
        for (int update = 0; update < 10; update++)
        {
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = generator.Uniform(-1f, 1f);
            }

            starts[update] = !starts[update];
            network.Forward(parameters, input, Rows, workspace, state, starts);
            workspace.Output.CopyTo(workspace.OutputGradient);
            network.Backward(parameters, Rows, workspace);
            optimizer.Step();
        }

        return Hash(parameters);
    }

    private static string Hash(Parameters parameters) =>
        Convert.ToHexString(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(parameters.Values)));
}
