using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>The three products of a convolution: outputs, gradients by weights and biases, gradient by inputs.</summary>
/// <remarks>
/// Results are the same bits for every vector width and do not depend on how many images go together: an output starts at its bias and
/// adds its patch in order, a gradient by a weight adds images and within each positions in order, a gradient by an input the positions
/// that it enters and within each the filters in order.
/// </remarks>
public static unsafe partial class ConvolutionKernels
{
    /// <summary>So many positions go together when weights' gradients are summed: enough to work long on a tile, few enough for the cache.</summary>
    private const int PositionsAtOnce = 512;

    /// <summary>Puts images into the middle of their bordered places.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="input">The images.</param>
    /// <param name="inputStride">The distance between them.</param>
    /// <param name="bordered">
    /// Receives them, <see cref="ConvolutionShape.BorderedLength"/> apart; what lies around them stays as it is, zero.
    /// </param>
    public static void Border(ConvolutionShape shape, int images, ReadOnlySpan<float> input, int inputStride, Span<float> bordered)
    {
        ArgumentNullException.ThrowIfNull(shape);
        int pixel = shape.ChannelsLast ? shape.PaddedChannels : 1;
        int planes = shape.ChannelsLast ? 1 : shape.Channels;
        int row = shape.Width * pixel;
        for (int image = 0; image < images; image++)
        {
            ReadOnlySpan<float> from = input.Slice(image * inputStride, shape.InputLength);
            Span<float> to = bordered.Slice(image * shape.BorderedLength, shape.BorderedLength);
            for (int plane = 0; plane < planes; plane++)
            {
                for (int y = 0; y < shape.Height; y++)
                {
                    int target = (((((plane * shape.BorderedHeight) + y + shape.Padding) * shape.BorderedWidth) + shape.Padding) * pixel);
                    from.Slice(((plane * shape.Height) + y) * row, row).CopyTo(to[target..]);
                }
            }
        }
    }

    /// <summary>Computes the outputs.</summary>
    /// <param name="pass">The sizes.</param>
    /// <param name="input">The images, with their border where the shape has one.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The biases.</param>
    /// <param name="output">Receives the outputs, channels last.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void Forward(
        in ConvolutionPass pass, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output) =>
        Forward(pass, input, weights, bias, output, SimdWidths.Native);

    /// <summary>Computes the gradients by weights and biases.</summary>
    /// <param name="pass">The sizes.</param>
    /// <param name="input">The images, with their border where the shape has one.</param>
    /// <param name="outputGradient">The gradient by the sums before the activation function, channels last.</param>
    /// <param name="weightGradient">Receives the gradient by the weights.</param>
    /// <param name="biasGradient">Receives the gradient by the biases.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void WeightGradient(
        in ConvolutionPass pass,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        Span<float> weightGradient,
        Span<float> biasGradient,
        bool accumulate) =>
        WeightGradient(pass, input, outputGradient, weightGradient, biasGradient, accumulate, SimdWidths.Native);

    /// <summary>Computes the gradient by the inputs, multiplied by the derivative of the function that made them.</summary>
    /// <param name="pass">The sizes.</param>
    /// <param name="outputGradient">The gradient by the sums before the activation function, channels last.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="input">The images, without border.</param>
    /// <param name="inputGradient">Receives the gradient, without border.</param>
    /// <param name="scratch">As much memory as <see cref="ConvolutionShape.TransposedLength"/> says.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void InputGradient(
        in ConvolutionPass pass,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> input,
        Span<float> inputGradient,
        Span<float> scratch) =>
        InputGradient(pass, outputGradient, weights, input, inputGradient, scratch, SimdWidths.Native);

    internal static void Forward(
        in ConvolutionPass pass,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> bias,
        Span<float> output,
        SimdWidth width)
    {
        ConvolutionShape shape = pass.Shape;
        CheckPatches(pass, input.Length, nameof(input));
        LinearShape.Check(weights.Length, shape.WeightLength, nameof(weights));
        LinearShape.Check(bias.Length, shape.PaddedFilters, nameof(bias));
        pass.CheckOutput(output.Length, nameof(output));
        fixed (float* x = input, w = weights, b = bias, y = output)
        fixed (nint* positions = shape.PositionOffsets, patch = shape.PatchOffsets)
        {
            var work = new ForwardWork { Pass = pass, Input = x, Weights = w, Bias = b, Output = y, Positions = positions, Patch = patch, Width = width };
            Run(ref work, pass, Tiles(pass.Images * shape.Positions));
        }

        ApplyActivation(pass, output, width);
    }

    internal static void WeightGradient(
        in ConvolutionPass pass,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        Span<float> weightGradient,
        Span<float> biasGradient,
        bool accumulate,
        SimdWidth width)
    {
        ConvolutionShape shape = pass.Shape;
        CheckPatches(pass, input.Length, nameof(input));
        pass.CheckOutput(outputGradient.Length, nameof(outputGradient));
        LinearShape.Check(weightGradient.Length, shape.WeightLength, nameof(weightGradient));
        LinearShape.Check(biasGradient.Length, shape.PaddedFilters, nameof(biasGradient));
        fixed (float* x = input, g = outputGradient, dw = weightGradient, db = biasGradient)
        {
            var work = new WeightWork { Pass = pass, Input = x, OutputGradient = g, WeightGradient = dw, BiasGradient = db, Accumulate = accumulate, Width = width };
            Run(ref work, pass, Tiles(shape.PatchLength));
        }
    }

    internal static void InputGradient(
        in ConvolutionPass pass,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> input,
        Span<float> inputGradient,
        Span<float> scratch,
        SimdWidth width)
    {
        ConvolutionShape shape = pass.Shape;
        pass.CheckOutput(outputGradient.Length, nameof(outputGradient));
        LinearShape.Check(weights.Length, shape.WeightLength, nameof(weights));
        pass.CheckInput(input.Length, shape.InputLength, nameof(input));
        pass.CheckInput(inputGradient.Length, shape.InputLength, nameof(inputGradient));
        LinearShape.Check(scratch.Length, shape.TransposedLength, nameof(scratch));
        fixed (float* g = outputGradient, w = weights, x = input, dx = inputGradient, transposed = scratch)
        fixed (nint* filters = shape.FilterOffsets)
        {
            Transpose(shape, w, transposed);
            var work = new InputWork { Pass = pass, OutputGradient = g, Transposed = transposed, Input = x, InputGradient = dx, Filters = filters, Width = width };
            Run(ref work, pass, Tiles(pass.Images));
        }
    }

    private static int Tiles(int rows) => (rows + OffsetTile.MaxRows - 1) / OffsetTile.MaxRows;

    /// <summary>Does all of a product, together with the calling thread's helpers where it is large.</summary>
    private static void Run<TWork>(ref TWork work, in ConvolutionPass pass, int tiles)
        where TWork : struct, ITileWork
    {
        ConvolutionShape shape = pass.Shape;
        int shares = KernelThreads.Shares(2.0 * pass.Images * shape.Positions * shape.PatchLength * shape.Filters, tiles);
        if (shares == 1)
        {
            work.Do(0, tiles);
            return;
        }

        var shared = new SharedTiles<TWork> { Work = work, Tiles = tiles };
        KernelThreads.Run(shares, ref shared);
    }

    /// <summary>For each tap of the kernel a matrix with a row for each filter, in panels of channels.</summary>
    private static void Transpose(ConvolutionShape shape, float* weights, float* transposed)
    {
        int taps = shape.Kernel * shape.Kernel;
        for (int tap = 0; tap < taps; tap++)
        {
            var part = new TransposeArguments(shape.Channels, shape.Filters)
            {
                AllInputs = shape.PatchLength,
                FirstInput = shape.PatchIndex(0, tap),
                InputStep = shape.ChannelsLast ? 1 : taps,
                AllRows = taps * shape.Filters,
                FirstRow = tap * shape.Filters,
            };
            PanelTranspose.Compute(part, weights, transposed);
        }
    }

    private static void ComputeActivation(ActivationKind activation, OffsetTile* tile, int panel, SimdWidth width)
    {
        switch (activation)
        {
            case ActivationKind.ReLU:
                OffsetProduct.Compute<ProductStart.AtBias, ProductFinish.ReLU>(tile, panel, width);
                break;
            case ActivationKind.LeakyReLU:
                OffsetProduct.Compute<ProductStart.AtBias, ProductFinish.LeakyReLU>(tile, panel, width);
                break;
            default:
                OffsetProduct.Compute<ProductStart.AtBias, ProductFinish.Plain>(tile, panel, width);
                break;
        }
    }

    /// <summary>Functions that the products do not apply in passing; the padding of channels stays zero.</summary>
    private static void ApplyActivation(in ConvolutionPass pass, Span<float> output, SimdWidth width)
    {
        if (pass.Activation is not (ActivationKind.Tanh or ActivationKind.Sigmoid))
        {
            return;
        }

        ConvolutionShape shape = pass.Shape;
        for (int image = 0; image < pass.Images; image++)
        {
            Span<float> positions = output.Slice(image * pass.OutputStride, shape.OutputLength);
            if (shape.Filters == shape.PaddedFilters)
            {
                Activations.Apply(pass.Activation, pass.Slope, positions, width);
                continue;
            }

            for (int position = 0; position < shape.Positions; position++)
            {
                Activations.Apply(pass.Activation, pass.Slope, positions.Slice(position * shape.PaddedFilters, shape.Filters), width);
            }
        }
    }

    private static void SumPositions(ConvolutionShape shape, float* gradient, float* sums, bool accumulate, SimdWidth width)
    {
        int columns = shape.PaddedFilters;
        switch (width)
        {
            case SimdWidth.Bits512:
                ColumnSums<Simd512, Vector512<float>>.Compute(shape.Positions, columns, gradient, columns, sums, accumulate);
                break;
            case SimdWidth.Bits256:
                ColumnSums<Simd256, Vector256<float>>.Compute(shape.Positions, columns, gradient, columns, sums, accumulate);
                break;
            default:
                ColumnSums<Simd128, Vector128<float>>.Compute(shape.Positions, columns, gradient, columns, sums, accumulate);
                break;
        }
    }

    private static void CheckPatches(in ConvolutionPass pass, int length, string name)
    {
        ConvolutionShape shape = pass.Shape;
        pass.CheckInput(length, shape.Padding == 0 ? shape.InputLength : shape.BorderedLength, name);
    }
}
