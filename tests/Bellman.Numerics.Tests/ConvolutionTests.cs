namespace Bellman.Numerics.Tests;

/// <summary>The three products of a convolution equal their plain definition bit for bit, at every vector width and for awkward sizes.</summary>
[Trait("Runs", "at every vector width")]
public sealed class ConvolutionTests
{
    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void Products_AwkwardSizes_EqualDefinition(int width)
    {
        var generator = new Pcg64(1);
        foreach (bool channelsLast in new[] { false, true })
        {
            Check(generator, new ConvolutionShape(1, 1, 1, channelsLast, 1, 1), 1, (SimdWidth)width);
            Check(generator, new ConvolutionShape(3, 5, 7, channelsLast, 5, 3), 2, (SimdWidth)width);
            Check(generator, new ConvolutionShape(4, 8, 6, channelsLast, 16, 4, 2), 3, (SimdWidth)width);
            Check(generator, new ConvolutionShape(16, 6, 6, channelsLast, 33, 2, 3), 9, (SimdWidth)width);
            Check(generator, new ConvolutionShape(33, 4, 4, channelsLast, 17, 2), 1, (SimdWidth)width);
            Check(generator, new ConvolutionShape(2, 7, 5, channelsLast, 4, 3, 1, 1), 5, (SimdWidth)width);
            Check(generator, new ConvolutionShape(2, 8, 8, channelsLast, 3, 5, 3, 2), 2, (SimdWidth)width);
            Check(generator, new ConvolutionShape(2, 9, 9, channelsLast, 3, 1, 4), 2, (SimdWidth)width);
        }
    }

    [Fact]
    public void ToChannelsLast_AndBack_GivesTheSame()
    {
        foreach ((int channels, int pixels) in new[] { (1, 1), (3, 35), (16, 16), (17, 31), (64, 49) })
        {
            float[] image = KernelData.Numbers(new Pcg64(1), channels * pixels);
            float[] last = new float[ImageOrders.ChannelsLastLength(channels, pixels)];
            float[] back = new float[image.Length];
            ImageOrders.ToChannelsLast(channels, pixels, image, last);
            ImageOrders.ToChannelsFirst(channels, pixels, last, back);
            KernelData.SameBits(image, back, "image");
            Assert.Equal(image[((channels - 1) * pixels) + pixels - 1], last[((pixels - 1) * AlignedBuffer.Pad(channels)) + channels - 1]);
            Assert.Equal(image.Sum(Math.Abs), last.Sum(Math.Abs), 1e-2f);
        }
    }

    [Fact]
    public void Arguments_OutsideRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>("kernel", () => new ConvolutionShape(1, 4, 3, true, 1, 4));
        Assert.Throws<ArgumentOutOfRangeException>("padding", () => new ConvolutionShape(1, 4, 4, true, 1, 2, 1, 2));
        ConvolutionPass pass = Pass(new ConvolutionShape(1, 4, 4, false, 1, 2), 2, ActivationKind.Identity);
        Assert.Throws<ArgumentException>(
            "input", () => ConvolutionKernels.Forward(pass, new float[31], new float[64], new float[16], new float[500]));
        Assert.Throws<ArgumentException>(
            "weights", () => ConvolutionKernels.Forward(pass, new float[500], new float[63], new float[16], new float[500]));
        Assert.Throws<ArgumentException>(
            "output", () => ConvolutionKernels.Forward(pass, new float[500], new float[64], new float[16], new float[200]));
    }

    private static void Check(Pcg64 generator, ConvolutionShape shape, int images, SimdWidth width)
    {
        foreach (ActivationKind activation in Enum.GetValues<ActivationKind>())
        {
            ConvolutionPass pass = Pass(shape, images, activation);
            float[] input = Images(generator, pass);
            float[] patches = new float[Math.Max(1, images * shape.BorderedLength)];
            ConvolutionPass inner = pass;
            if (shape.Padding > 0)
            {
                ConvolutionKernels.Border(shape, images, input, pass.InputStride, patches);
                inner = pass with { InputStride = shape.BorderedLength };
            }
            else
            {
                patches = input;
            }

            float[] weights = Weights(generator, shape);
            float[] gradient = Gradients(generator, pass);
            CheckForward(generator, pass, inner, input, patches, weights, width);
            CheckWeightGradient(pass, inner, input, patches, gradient, activation == ActivationKind.Tanh, width);
            CheckInputGradient(pass, input, gradient, weights, width);
        }
    }

    private static void CheckForward(
        Pcg64 generator, in ConvolutionPass pass, in ConvolutionPass inner, float[] input, float[] patches, float[] weights, SimdWidth width)
    {
        float[] bias = KernelData.Rows(generator, 1, pass.Shape.Filters, AlignedBuffer.Pad(pass.Shape.Filters));
        float[] expected = new float[pass.Images * pass.OutputStride];
        float[] actual = new float[expected.Length];
        ConvolutionReference.Forward(pass, input, weights, bias, expected);
        ConvolutionKernels.Forward(inner, patches, weights, bias, actual, width);
        KernelData.SameBits(expected, actual, $"y of {pass}");
    }

    private static void CheckWeightGradient(
        in ConvolutionPass pass, in ConvolutionPass inner, float[] input, float[] patches, float[] gradient, bool accumulate, SimdWidth width)
    {
        ConvolutionShape shape = pass.Shape;
        float[] expected = Weights(new Pcg64(9), shape);
        float[] actual = [.. expected];
        float[] bias = new float[AlignedBuffer.Pad(shape.Filters)];
        ConvolutionReference.WeightGradient(pass, input, gradient, expected, accumulate);
        ConvolutionKernels.WeightGradient(inner, patches, gradient, actual, bias, accumulate, width);
        KernelData.SameBits(expected, actual, $"dw of {pass}");
        for (int filter = 0; filter < shape.Filters; filter++)
        {
            float sum = 0f;
            for (int i = 0; i < pass.Images * shape.Positions; i++)
            {
                sum += gradient[ConvolutionReference.OutputIndex(pass, i / shape.Positions, i % shape.Positions, filter)];
            }

            Assert.Equal(sum, bias[filter], 1e-3f);
        }
    }

    private static void CheckInputGradient(in ConvolutionPass pass, float[] input, float[] gradient, float[] weights, SimdWidth width)
    {
        float[] scratch = new float[pass.Shape.TransposedLength];
        float[] expected = new float[input.Length];
        float[] actual = new float[input.Length];
        ConvolutionReference.InputGradient(pass, gradient, weights, input, expected);
        ConvolutionKernels.InputGradient(pass, gradient, weights, input, actual, scratch, width);
        KernelData.SameBits(expected, actual, $"dx of {pass}");
    }

    private static ConvolutionPass Pass(ConvolutionShape shape, int images, ActivationKind activation) => new()
    {
        Shape = shape,
        Images = images,
        InputStride = AlignedBuffer.Pad(shape.InputLength) + (images % 2 * 16),
        OutputStride = shape.OutputLength + 16,
        Activation = activation,
        Slope = 0.125f,
        InputActivation = activation,
        InputSlope = 0.25f,
    };

    private static float[] Images(Pcg64 generator, in ConvolutionPass pass)
    {
        float[] images = new float[pass.Images * pass.InputStride];
        for (int image = 0; image < pass.Images; image++)
        {
            for (int i = 0; i < pass.Shape.Channels * pass.Shape.Height * pass.Shape.Width; i++)
            {
                int at = ConvolutionReference.InputIndex(pass.Shape, i % pass.Shape.Channels, i / pass.Shape.Channels);
                images[(image * pass.InputStride) + at] = generator.Uniform(-2f, 2f);
            }
        }

        return images;
    }

    private static float[] Gradients(Pcg64 generator, in ConvolutionPass pass)
    {
        float[] gradients = new float[pass.Images * pass.OutputStride];
        for (int i = 0; i < pass.Images * pass.Shape.Positions * pass.Shape.Filters; i++)
        {
            int pixel = i / pass.Shape.Filters;
            int index = ConvolutionReference.OutputIndex(
                pass, pixel / pass.Shape.Positions, pixel % pass.Shape.Positions, i % pass.Shape.Filters);
            gradients[index] = generator.Uniform(-1f, 1f);
        }

        return gradients;
    }

    private static float[] Weights(Pcg64 generator, ConvolutionShape shape)
    {
        float[] weights = new float[shape.WeightLength];
        for (int i = 0; i < shape.Filters * shape.PatchLength; i++)
        {
            weights[ConvolutionReference.WeightIndex(shape, i % shape.Filters, i / shape.Filters)] = generator.Uniform(-1f, 1f);
        }

        return weights;
    }
}
