using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Neural.Tests;

/// <summary>Layers over images against finite differences and in networks.</summary>
[Trait("Runs", "at every vector width")]
public sealed class ImageTests
{
    [Fact]
    public void Conv2D_AnyActivation_GradientEqualsDifferences()
    {
        CheckGradient(new ImageShape(2, 5, 4), new Conv2D(3, 2, activation: Activation.Tanh), new Conv2D(2, 2, activation: Activation.Sigmoid));
        CheckGradient(new ImageShape(1, 6, 7), new Conv2D(2, 3, 2, Activation.LeakyReLU(0.1f), padding: 1), new Conv2D(2, 2, padding: 1), new Dense(2));
        CheckGradient(new ImageShape(1, 5, 5), new Conv2D(17, 3, 2, Activation.ReLU), new Conv2D(2, 1, 2, Activation.ReLU), new Dense(1));
    }

    [Fact]
    public void Pools_BetweenConvolutions_GradientEqualsDifferences()
    {
        CheckGradient(new ImageShape(2, 5, 5), new MaxPool2D(2), new Conv2D(2, 2));
        CheckGradient(new ImageShape(1, 6, 6), new Conv2D(2, 2, activation: Activation.Tanh), new MaxPool2D(3, 1), new Dense(1));
        CheckGradient(new ImageShape(1, 6, 6), new Conv2D(2, 2, activation: Activation.Tanh), new AveragePool2D(3, 2), new Dense(1));
    }

    [Fact]
    public void LayerNorm_AnyPlace_GradientEqualsDifferences()
    {
        CheckGradient(new ImageShape(1, 1, 5), new LayerNorm(Activation.Tanh));
        CheckGradient(new ImageShape(1, 4, 3), new Conv2D(2, 2, activation: Activation.Tanh), new LayerNorm(), new Conv2D(1, 2));
        CheckGradient(new ImageShape(1, 1, 3), new Dense(20, Activation.Sigmoid), new LayerNorm(Activation.Sigmoid), new Dense(1));
    }

    [Fact]
    public void Rescale_AnyPlace_GradientEqualsDifferences()
    {
        CheckGradient(new ImageShape(1, 5, 5), new Rescale(0.5f), new Conv2D(2, 2));
        CheckGradient(new ImageShape(1, 4, 3), new Conv2D(2, 2, activation: Activation.Tanh), new Rescale(-3f), new Conv2D(1, 2));
        CheckGradient(new ImageShape(1, 1, 3), new Dense(20, Activation.Sigmoid), new Rescale(2f));
    }

    [Fact]
    public void Conv2D_BeforeOtherLayers_ChannelsAreFirst()
    {
        var network = new Network(new ImageShape(1, 1, 2), [new Conv2D(2, 1), new Dense(1)]);
        Parameters parameters = network.CreateParameters();
        parameters.ImportValues(parameters.Tensor("layers.0.weight"), [1f, 10f]);
        parameters.ImportValues(parameters.Tensor("layers.1.weight"), [1f, 2f, 3f, 4f]);

        // Channel 0 is (5, 7), channel 1 ten times that: 1 * 5 + 2 * 7 + 3 * 50 + 4 * 70.
        Assert.Equal(449f, network.Forward(parameters, [5f, 7f], 1, network.CreateWorkspace(1))[0]);
    }

    [Fact]
    public void AveragePool2D_HandComputed_GivesMeans()
    {
        var network = new Network(new ImageShape(2, 2, 4), [new AveragePool2D(2)]);
        Parameters parameters = network.CreateParameters();
        float[] image = [1f, 2f, 3f, 4f, 5f, 6f, 7f, 9f, 0f, 0f, 1f, 1f, 0f, 4f, 1f, 1f];
        Workspace workspace = network.CreateWorkspace(1);
        Assert.Equal([3.5f, 5.75f, 1f, 1f], network.Forward(parameters, image, 1, workspace)[..4].ToArray());
        network.Backward(parameters, 1, [4f, 8f, -4f, 0f], workspace, GradientTargets.Input);
        Assert.Equal([1f, 1f, 2f, 2f, 1f, 1f, 2f, 2f, -1f, -1f, 0f, 0f, -1f, -1f, 0f, 0f], workspace.InputGradient[..16].ToArray());
    }

    [Fact]
    public void MaxPool2D_EqualElements_FirstTakesTheGradient()
    {
        var network = new Network(new ImageShape(1, 2, 2), [new MaxPool2D(2)]);
        Parameters parameters = network.CreateParameters();
        Workspace workspace = network.CreateWorkspace(1);
        network.Forward(parameters, [1f, 3f, 3f, 3f], 1, workspace);
        network.Backward(parameters, 1, [2f], workspace, GradientTargets.Input);
        Assert.Equal([0f, 2f, 0f, 0f], workspace.InputGradient[..4].ToArray());
    }

    [Fact]
    public void Forward_RowOfBatch_EqualsRowAlone()
    {
        Network network = Nature();
        var generator = new Pcg64(5);
        Parameters parameters = network.CreateParameters(generator);
        float[] input = Numbers(generator, 9 * network.InputSize);
        Workspace batch = network.CreateWorkspace(9);
        Workspace single = network.CreateWorkspace(1);
        ReadOnlySpan<float> outputs = network.Forward(parameters, input, 9, batch);
        for (int row = 0; row < 9; row++)
        {
            ReadOnlySpan<float> alone = network.Forward(parameters, input.AsSpan(row * network.InputSize, network.InputSize), 1, single);
            Assert.Equal(alone[..4].ToArray(), outputs.Slice(row * network.OutputStride, 4).ToArray());
        }
    }

    [Fact]
    public void ExportValues_AfterImport_GivesTheSame()
    {
        Network network = Nature();
        Parameters parameters = network.CreateParameters();
        var generator = new Pcg64(5);
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            float[] values = Numbers(generator, tensor.Length);
            float[] exported = new float[tensor.Length];
            parameters.ImportValues(tensor, values);
            parameters.ExportValues(tensor, exported);
            Assert.Equal(values, exported);
        }

        Assert.Equal(32 * 16 * 9, parameters.Tensor("layers.1.weight").Length);
        Assert.Equal(16 * 9, parameters.Tensor("layers.1.weight").FanIn);
    }

    [Fact]
    public void Arguments_OutsideRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>("height", () => new ImageShape(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("filters", () => new Conv2D(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("stride", () => new Conv2D(1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("padding", () => new Conv2D(1, 2, padding: 2));
        Assert.Throws<ArgumentOutOfRangeException>("stride", () => new MaxPool2D(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new LayerNorm(epsilon: 0f));
        Assert.Throws<ArgumentOutOfRangeException>("kernel", () => new Network(new ImageShape(1, 4, 4), [new Conv2D(1, 5)]));
        Assert.Throws<ArgumentOutOfRangeException>("kernel", () => new Network(new ImageShape(1, 4, 4), [new AveragePool2D(5)]));
        ArgumentException noImage = Assert.Throws<ArgumentException>(() => new Network(16, [new Conv2D(1, 2)]));
        Assert.Contains("ImageShape", noImage.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Network(new ImageShape(1, 4, 4), [new Dense(16), new MaxPool2D(2)]));
    }

    [Fact]
    public void ToString_Network_ShowsLayers() => Assert.Equal(
        "1x9x9 -> Conv2D(16, 3x3/2, ReLU) -> Conv2D(32, 3x3/1 padded 1, ReLU) -> MaxPool2D(2x2/2) -> Dense(4, Identity)", Nature().ToString());

    private static Network Nature() => new(
        new ImageShape(1, 9, 9),
        [new Conv2D(16, 3, 2, Activation.ReLU), new Conv2D(32, 3, activation: Activation.ReLU, padding: 1), new MaxPool2D(2), new Dense(4)]);

    private static void CheckGradient(ImageShape image, params Layer[] layers)
    {
        var network = new Network(image, layers);
        var generator = new Pcg64(5);
        Parameters parameters = network.CreateParameters(generator);
        foreach (int batch in new[] { 1, 3 })
        {
            float[] input = Numbers(generator, batch * network.InputSize);
            GradientCheckReport report = GradientCheck.Network(network, parameters, input, batch);
            Assert.True(report.Passed, $"{network}, batch {batch}: {report}");
        }
    }

    private static float[] Numbers(Pcg64 generator, int count)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = generator.Uniform(-1f, 1f);
        }

        return numbers;
    }
}
