using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Neural.Tests;

/// <summary>The layer with noisy weights; its gradients are checked in <see cref="GradientTests"/>.</summary>
[Trait("Runs", "at every vector width")]
public sealed class NoisyDenseTests
{
    [Theory]
    [InlineData(3, 2)]
    [InlineData(5, 9)]
    [InlineData(20, 50)]
    public void Forward_WithoutNoise_IsALinearLayerOfTheMeans(int inputs, int units)
    {
        var noisy = new Network(inputs, [new NoisyDense(units)]);
        var plain = new Network(inputs, [new Dense(units)]);
        Parameters parameters = noisy.CreateParameters(new Pcg64(1)), means = plain.CreateParameters();
        Copy(parameters, means, "weight");
        Copy(parameters, means, "bias");
        float[] input = Draw(inputs, 2);
        Assert.Equal(
            plain.Forward(means, input, 1, plain.CreateWorkspace(1)).ToArray(),
            noisy.Forward(parameters, input, 1, noisy.CreateWorkspace(1)).ToArray());
    }

    /// <summary>From outputs for single inputs follow the noisy weights, and these must be means plus deviations times one product of noise for the input and the output.</summary>
    [Theory]
    [InlineData(3, 2)]
    [InlineData(4, 40)]
    public void Forward_Noise_IsAProductOfInputAndOutputNoise(int inputs, int units)
    {
        var network = new Network(inputs, [new NoisyDense(units, sigma: 2f)]);
        Parameters parameters = network.CreateParameters(new Pcg64(1));
        Workspace workspace = network.CreateWorkspace(1);
        network.DrawNoise(workspace, new Pcg64(7));
        float[] bias = Output(network, parameters, workspace, new float[inputs]), mean = new float[inputs * units], meanBias = new float[units];
        parameters.ExportValues(parameters.Tensor("layers.0.weight"), mean);
        parameters.ExportValues(parameters.Tensor("layers.0.bias"), meanBias);
        double deviation = 2 / Math.Sqrt(inputs);
        for (int i = 0; i < inputs; i++)
        {
            float[] unit = new float[inputs];
            unit[i] = 1;
            float[] output = Output(network, parameters, workspace, unit);
            double factor = 0;
            for (int o = 0; o < units; o++)
            {
                double outputNoise = (bias[o] - meanBias[o]) / deviation;
                double noise = (output[o] - bias[o] - mean[(o * inputs) + i]) / deviation;
                if (o == 0) factor = noise / outputNoise;
                Assert.Equal(factor * outputNoise, noise, 1e-3);
            }

            Assert.NotEqual(0, factor);
        }
    }

    /// <summary>The noise f(x) of a standard normal x has the mean 0 and the mean square E|x| = sqrt(2 / pi).</summary>
    [Fact]
    public void DrawNoise_ManyTimes_HasTheMomentsOfTheFormula()
    {
        var network = new Network(1, [new NoisyDense(100, sigma: 1f, kernelInitializer: Initializer.Zeros, biasInitializer: Initializer.Zeros)]);
        Parameters parameters = network.CreateParameters(new Pcg64(1));
        Workspace workspace = network.CreateWorkspace(1);
        var rng = new Pcg64(3);
        double sum = 0, squares = 0;
        const int Rounds = 1000;
        for (int round = 0; round < Rounds; round++)
        {
            network.DrawNoise(workspace, rng);
            float[] noise = Output(network, parameters, workspace, [0f]);
            sum += noise.Sum();
            squares += noise.Sum(value => value * value);
        }

        Assert.Equal(0, sum / (100 * Rounds), 0.02);
        Assert.Equal(Math.Sqrt(2 / Math.PI), squares / (100 * Rounds), 0.02);
    }

    [Fact]
    public void DrawNoise_OneWorkspace_LeavesOthersWithoutNoise()
    {
        var network = new Network(3, [new NoisyDense(4), new NoisyDense(2)]);
        Parameters parameters = network.CreateParameters(new Pcg64(1));
        Workspace noisy = network.CreateWorkspace(1), quiet = network.CreateWorkspace(1);
        float[] input = Draw(3, 2), before = Output(network, parameters, quiet, input);
        network.DrawNoise(noisy, new Pcg64(7));
        float[] first = Output(network, parameters, noisy, input);
        Assert.NotEqual(before, first);
        Assert.Equal(first, Output(network, parameters, noisy, input));
        Assert.Equal(before, Output(network, parameters, quiet, input));
        network.DrawNoise(noisy, new Pcg64(8));
        Assert.NotEqual(first, Output(network, parameters, noisy, input));
        Assert.True(network.IsNoisy);
        Assert.False(new Network(3, [new Dense(2)]).IsNoisy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Backward_Accumulate_AddsTheGradientsOfBothPasses(bool noise)
    {
        var network = new Network(4, [new NoisyDense(20, Activation.Tanh), new NoisyDense(3)]);
        Parameters parameters = network.CreateParameters(new Pcg64(1));
        Workspace workspace = network.CreateWorkspace(2);
        if (noise) network.DrawNoise(workspace, new Pcg64(2));
        float[] input = Draw(8, 3), slope = Draw(6, 4);
        network.Forward(parameters, input, 2, workspace);
        network.Backward(parameters, 2, slope, workspace);
        float[] once = parameters.Gradients.ToArray();
        network.Backward(parameters, 2, slope, workspace, accumulate: true);
        float[] twice = parameters.Gradients.ToArray();
        for (int i = 0; i < once.Length; i++) Assert.Equal(2 * once[i], twice[i], 1e-5);
        network.Backward(parameters, 2, slope, workspace);
        Assert.Equal(once, parameters.Gradients.ToArray());
    }

    [Fact]
    public void Passes_AllocateNothing()
    {
        var network = new Network(4, [new NoisyDense(20, Activation.Tanh), new NoisyDense(3)]);
        Parameters parameters = network.CreateParameters(new Pcg64(1));
        Workspace workspace = network.CreateWorkspace(2);
        var rng = new Pcg64(2);
        float[] input = Draw(8, 3), slope = Draw(6, 4);
        AllocationAssert.Zero(() =>
        {
            network.DrawNoise(workspace, rng);
            network.Forward(parameters, input, 2, workspace);
            network.Backward(parameters, 2, slope, workspace);
        });
    }

    [Fact]
    public void Constructor_OutOfRange_NamesTheParameter()
    {
        Assert.Throws<ArgumentOutOfRangeException>("units", () => new NoisyDense(0));
        Assert.Throws<ArgumentOutOfRangeException>("sigma", () => new NoisyDense(1, sigma: -1));
    }

    private static void Copy(Parameters from, Parameters to, string name)
    {
        float[] values = new float[to.Tensor("layers.0." + name).Length];
        from.ExportValues(from.Tensor("layers.0." + name), values);
        to.ImportValues(to.Tensor("layers.0." + name), values);
    }

    private static float[] Output(Network network, Parameters parameters, Workspace workspace, float[] input) =>
        network.Forward(parameters, input, 1, workspace)[..network.OutputSize].ToArray();

    private static float[] Draw(int count, ulong seed)
    {
        var rng = new Pcg64(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = rng.Uniform(-1f, 1f);
        return values;
    }
}
