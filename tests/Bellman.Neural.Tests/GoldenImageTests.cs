using System.Text.Json;

namespace Bellman.Neural.Tests;

/// <summary>Convolution, pooling and layer normalization against PyTorch's.</summary>
[Trait("Runs", "at every vector width")]
public sealed class GoldenImageTests
{
    private const int Batch = 2;

    [Theory]
    [InlineData("k3s1p0")]
    [InlineData("k4s2p0")]
    [InlineData("k3s1p1")]
    [InlineData("k5s3p2")]
    public void Conv2D_RecordedImages_EqualsPyTorch(string name)
    {
        JsonElement recorded = GoldenLearning.Inputs("conv2d").GetProperty(name);
        int Number(string property) => recorded.GetProperty(property).GetInt32();
        var layer = new Conv2D(3, Number("kernel"), Number("stride"), padding: Number("padding"));
        CheckImages(new Network(new ImageShape(2, 8, 8), [layer]), recorded, recorded.GetProperty("results").GetProperty("float64"));
    }

    [Fact]
    public void MaxPool2D_RecordedImages_EqualsPyTorch() => CheckImages(
        new Network(new ImageShape(2, 6, 6), [new MaxPool2D(2)]),
        GoldenLearning.Inputs("maxpool2d_k2"),
        GoldenLearning.Results("maxpool2d_k2"));

    [Fact]
    public void LayerNorm_RecordedRows_EqualsPyTorch()
    {
        JsonElement inputs = GoldenLearning.Inputs("layer_norm");
        JsonElement expected = GoldenLearning.Results("layer_norm");
        var network = new Network(5, [new LayerNorm()]);
        Check(network, 3, inputs, expected, "y");
    }

    private static void CheckImages(Network network, JsonElement inputs, JsonElement expected) =>
        Check(network, Batch, inputs, expected, "out");

    private static void Check(Network network, int batch, JsonElement inputs, JsonElement expected, string output)
    {
        Parameters parameters = network.CreateParameters();
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            parameters.ImportValues(tensor, inputs.Numbers(tensor.Name[9..]));
        }

        Workspace workspace = network.CreateWorkspace(batch);
        ReadOnlySpan<float> outputs = network.Forward(parameters, inputs.Numbers("x"), batch, workspace);
        GoldenLearning.Near(
            expected.Numbers(output), GoldenLearning.Unpad(outputs, batch, network.OutputSize, network.OutputStride), output);
        network.Backward(parameters, batch, inputs.Numbers("co"), workspace, GradientTargets.Both);
        GoldenLearning.Near(
            expected.Numbers("dx"), GoldenLearning.Unpad(workspace.InputGradient, batch, network.InputSize, network.InputStride), "dx");
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            float[] gradient = new float[tensor.Length];
            parameters.ExportGradients(tensor, gradient);
            GoldenLearning.Near(expected.Numbers("d" + tensor.Name[9]), gradient, tensor.Name);
        }
    }
}
