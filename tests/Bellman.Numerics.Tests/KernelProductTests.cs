namespace Bellman.Numerics.Tests;

/// <summary>
/// The three products of a linear layer equal their plain definition bit for bit, at every vector width and for awkward sizes.
/// </summary>
[Trait("Runs", "at every vector width")]
public sealed class KernelProductTests
{
    private static readonly int[] Awkward = [1, 2, 3, 5, 8, 9, 15, 16, 17, 33];

    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void Products_AwkwardBatches_EqualDefinition(int width)
    {
        var generator = new Pcg64(1);
        for (int batch = 1; batch <= 40; batch++)
        {
            Check(generator, batch, Awkward[batch % 10], Awkward[(batch * 3) % 10], (SimdWidth)width);
        }
    }

    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void Products_AwkwardInputs_EqualDefinition(int width)
    {
        var generator = new Pcg64(2);
        for (int inputs = 1; inputs <= 40; inputs++)
        {
            Check(generator, Awkward[inputs % 10], inputs, Awkward[(inputs * 3) % 10], (SimdWidth)width);
        }
    }

    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void Products_AwkwardOutputs_EqualDefinition(int width)
    {
        var generator = new Pcg64(3);
        for (int outputs = 1; outputs <= 40; outputs++)
        {
            Check(generator, Awkward[outputs % 10], Awkward[(outputs * 7) % 10], outputs, (SimdWidth)width);
        }
    }

    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void Products_SizesOfAgents_EqualDefinition(int width)
    {
        var generator = new Pcg64(4);
        Check(generator, 64, 8, 64, (SimdWidth)width);
        Check(generator, 20, 64, 64, (SimdWidth)width);
        Check(generator, 64, 64, 4, (SimdWidth)width);
        Check(generator, 3, 120, 84, (SimdWidth)width);
    }

    /// <summary>Rows that are mostly zeros take kernels of their own, which leave those terms out.</summary>
    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void Products_InputsMostlyZero_EqualDefinition(int width)
    {
        var generator = new Pcg64(5);
        int[] outputs = [32, 33, 48, 64, 80, 128];
        int[] inputs = [128, 129, 191, 192, 193, 400];
        for (int batch = 1; batch <= 6; batch++)
        {
            Check(generator, batch, inputs[batch - 1], outputs[batch % 6], (SimdWidth)width, zeros: 0.9);
            Check(generator, 7 - batch, inputs[batch - 1], outputs[(batch + 3) % 6], (SimdWidth)width, zeros: 0.97);
        }
    }

    /// <summary>A row of zeros has nothing to add; one full of numbers among empty ones is summed in full.</summary>
    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void Products_FullRowAmongEmptyOnes_EqualDefinition(int width)
    {
        LinearShape shape = Shape(12, 200, 64, MatrixLayout.Panels, ActivationKind.ReLU);
        var generator = new Pcg64(6);
        float[] x = new float[shape.Batch * shape.InputStride];
        KernelData.Rows(generator, 1, shape.Inputs, shape.InputStride).CopyTo(x, 7 * shape.InputStride);
        CheckForward(generator, shape, x, Weights(generator, shape), (SimdWidth)width);
        CheckWeightGradient(shape, x, KernelData.Rows(generator, shape.Batch, shape.Outputs, shape.OutputStride), accumulate: false, (SimdWidth)width);
    }

    [Fact]
    public void Forward_SpanTooShort_Throws()
    {
        LinearShape shape = Shape(2, 3, 4, MatrixLayout.Rows, ActivationKind.Identity);
        Assert.Throws<ArgumentException>(
            "input", () => LinearKernels.Forward(shape, new float[31], new float[64], new float[16], new float[32]));
        Assert.Throws<ArgumentException>(
            "weights", () => LinearKernels.Forward(shape, new float[32], new float[63], new float[16], new float[32]));
        Assert.Throws<ArgumentException>(
            "bias", () => LinearKernels.Forward(shape, new float[32], new float[64], new float[15], new float[32]));
        Assert.Throws<ArgumentException>(
            "output", () => LinearKernels.Forward(shape, new float[32], new float[64], new float[16], new float[31]));
        LinearShape tight = shape with { InputStride = 3 };
        Assert.Throws<ArgumentException>(
            "input", () => LinearKernels.Forward(tight, new float[32], new float[64], new float[16], new float[32]));
    }

    private static void Check(Pcg64 generator, int batch, int inputs, int outputs, SimdWidth width, double zeros = 0)
    {
        foreach (MatrixLayout layout in Enum.GetValues<MatrixLayout>())
        {
            foreach (ActivationKind activation in Enum.GetValues<ActivationKind>())
            {
                LinearShape shape = Shape(batch, inputs, outputs, layout, activation);
                float[] x = KernelData.Rows(generator, batch, inputs, shape.InputStride);
                foreach (ref float number in x.AsSpan())
                {
                    if (generator.NextDouble() < zeros) number = 0;
                }

                float[] gradient = KernelData.Rows(generator, batch, outputs, shape.OutputStride);
                float[] weights = Weights(generator, shape);
                CheckForward(generator, shape, x, weights, width);
                CheckInputGradient(shape, x, gradient, weights, width);
                CheckWeightGradient(shape, x, gradient, accumulate: activation == ActivationKind.Tanh, width);
            }
        }
    }

    private static void CheckForward(Pcg64 generator, in LinearShape shape, float[] x, float[] weights, SimdWidth width)
    {
        float[] bias = KernelData.Rows(generator, 1, shape.Outputs, AlignedBuffer.Pad(shape.Outputs));
        float[] expected = new float[shape.Batch * shape.OutputStride];
        float[] actual = new float[expected.Length];
        LinearReference.Forward(shape, x, weights, bias, expected);
        LinearKernels.Forward(shape, x, weights, bias, actual, width);
        KernelData.SameBits(expected, actual, $"y of {shape}");
    }

    private static void CheckInputGradient(in LinearShape shape, float[] x, float[] gradient, float[] weights, SimdWidth width)
    {
        float[] scratch = new float[LinearKernels.ScratchLength(shape.Inputs, shape.Outputs, shape.Layout)];
        float[] expected = new float[x.Length];
        float[] actual = new float[x.Length];
        LinearReference.InputGradient(shape, gradient, weights, x, expected);
        LinearKernels.InputGradient(shape, gradient, weights, x, actual, scratch, width);
        KernelData.SameBits(expected, actual, $"dx of {shape}");
    }

    private static void CheckWeightGradient(in LinearShape shape, float[] x, float[] gradient, bool accumulate, SimdWidth width)
    {
        float[] expected = Weights(new Pcg64(9), shape);
        float[] actual = [.. expected];
        float[] expectedBias = KernelData.Rows(new Pcg64(8), 1, shape.Outputs, AlignedBuffer.Pad(shape.Outputs));
        float[] actualBias = [.. expectedBias];
        LinearReference.WeightGradient(shape, x, gradient, expected, expectedBias, accumulate);
        LinearKernels.WeightGradient(shape, x, gradient, actual, actualBias, accumulate, width);
        KernelData.SameBits(expected, actual, $"dw of {shape}");
        KernelData.SameBits(expectedBias, actualBias, $"db of {shape}");
    }

    private static float[] Weights(Pcg64 generator, in LinearShape shape)
    {
        float[] weights = new float[
            shape.Layout == MatrixLayout.Rows
                ? shape.Outputs * AlignedBuffer.Pad(shape.Inputs)
                : AlignedBuffer.Pad(shape.Outputs) * shape.Inputs];
        for (int output = 0; output < shape.Outputs; output++)
        {
            for (int input = 0; input < shape.Inputs; input++)
            {
                weights[shape.WeightIndex(output, input)] = generator.Uniform(-1f, 1f);
            }
        }

        return weights;
    }

    private static LinearShape Shape(int batch, int inputs, int outputs, MatrixLayout layout, ActivationKind activation) => new()
    {
        Batch = batch,
        Inputs = inputs,
        Outputs = outputs,
        InputStride = AlignedBuffer.Pad(inputs) + (batch % 2 * 16),
        OutputStride = AlignedBuffer.Pad(outputs) + (inputs % 2 * 16),
        Layout = layout,
        Activation = activation,
        Slope = 0.125f,
        InputActivation = activation,
        InputSlope = 0.25f,
    };
}
