using Bellman.Core;
using Bellman.Neural;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>Deep Q-learning from images.</summary>
public sealed class ImageDqnTests
{
    private static readonly DqnOptions Seeing = Small with { Model = QModel.Conv };

    [Theory]
    [InlineData(4, 84, "Rescale(0.003921569)", "Conv2D(32, 8x8/4, ReLU)", "Conv2D(64, 4x4/2, ReLU)", "Conv2D(64, 3x3/1, ReLU)", "Dense(16, ReLU)", "Dense(3, Identity)")]
    [InlineData(6, 10, "Rescale(0.003921569)", "Conv2D(16, 3x3/1, ReLU)", "Dense(16, ReLU)", "Dense(3, Identity)")]
    public void Build_Image_TakesThePublishedConvolutions(int channels, int side, params string[] layers)
    {
        Network network = QNetwork.Build(new Box(0, 255, [channels, side, side], ElementType.Byte), 3, Seeing);
        Assert.Equal(layers, network.Layers.Select(layer => layer.ToString()));
    }

    [Fact]
    public void Build_ImageOfBits_IsNotRescaled() =>
        Assert.IsType<Conv2D>(QNetwork.Build(new Box(0, 1, [4, 10, 10], ElementType.Byte), 3, Seeing).Layers[0]);

    [Fact]
    public void Build_OwnConvolutions_AreTaken()
    {
        DqnOptions options = Seeing with { ConvFilters = [5, 7], ConvKernels = [3, 2], ConvStrides = [2, 1], Activation = HiddenActivation.Tanh };
        Network network = QNetwork.Build(new Box(0, 1, [8, 8]), 3, options);
        Assert.Equal(["Conv2D(5, 3x3/2, Tanh)", "Conv2D(7, 2x2/1, Tanh)", "Dense(16, Tanh)", "Dense(3, Identity)"], network.Layers.Select(layer => layer.ToString()));
    }

    [Fact]
    public void Constructor_ConvolutionsThatDoNotFit_AreRefusedInWords()
    {
        using var rows = new SyncVectorEnv(() => new IdentityWorld());
        Assert.Contains($"{rows.ObservationSpace}", Assert.Throws<ArgumentException>(() => new DqnAgent(rows, Seeing)).Message, StringComparison.Ordinal);
        using var pictures = new SyncVectorEnv(() => new PictureMarks(new IdentityWorld()));
        string message = Assert.Throws<ArgumentException>(() => new DqnAgent(pictures, Seeing with { ConvFilters = [4, 4], ConvKernels = [2] })).Message;
        Assert.Contains("2 conv_filters, 1 conv_kernels and 0 conv_strides", message, StringComparison.Ordinal);
    }
}
