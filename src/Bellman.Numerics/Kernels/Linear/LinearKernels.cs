using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>The three products of a linear layer: outputs, gradients by weights and biases, gradient by inputs.</summary>
/// <remarks>Results are the same bits for every vector width.</remarks>
public static unsafe partial class LinearKernels
{
    /// <summary>
    /// From this number of outputs on, weights are stored in <see cref="MatrixLayout.Panels"/>; below, padding to 16 would waste
    /// more than it gains.
    /// </summary>
    public const int PanelThreshold = 9;

    /// <summary>The layout in which a layer of this many outputs is fastest.</summary>
    /// <param name="outputs">The number of outputs.</param>
    /// <returns>The layout.</returns>
    public static MatrixLayout LayoutFor(int outputs) => outputs < PanelThreshold ? MatrixLayout.Rows : MatrixLayout.Panels;

    /// <summary>
    /// The scratch memory that
    /// <see cref="InputGradient(in LinearShape, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, Span{float})"/>
    /// needs.
    /// </summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="layout">How the weights are stored.</param>
    /// <returns>The number of elements.</returns>
    public static int ScratchLength(int inputs, int outputs, MatrixLayout layout) =>
        layout == MatrixLayout.Rows ? 0 : Math.Min(PanelLayout.Width, AlignedBuffer.Pad(inputs)) * outputs;

    /// <summary>Computes <c>y = f(x W^T + b)</c>.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">The inputs, a row for each sample.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The biases.</param>
    /// <param name="output">Receives the outputs.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void Forward(
        in LinearShape shape, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output) =>
        Forward(shape, input, weights, bias, output, SimdWidths.Native);

    /// <summary>Computes <c>dW = g^T x</c> and <c>db</c>, the sum of <c>g</c> over the batch.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">The inputs, a row for each sample.</param>
    /// <param name="outputGradient">The gradient <c>g</c> by the sums before the activation function.</param>
    /// <param name="weightGradient">Receives the gradient by the weights.</param>
    /// <param name="biasGradient">Receives the gradient by the biases.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void WeightGradient(
        in LinearShape shape,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        Span<float> weightGradient,
        Span<float> biasGradient,
        bool accumulate) =>
        WeightGradient(shape, input, outputGradient, weightGradient, biasGradient, accumulate, SimdWidths.Native);

    /// <summary>Computes <c>dx = (g W) f'(x)</c>, <c>f</c> being the function that made the inputs.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="outputGradient">The gradient <c>g</c> by the sums before the activation function.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="input">The inputs, a row for each sample.</param>
    /// <param name="inputGradient">Receives the gradient by the inputs.</param>
    /// <param name="scratch">As much memory as <see cref="ScratchLength"/> says.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void InputGradient(
        in LinearShape shape,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> input,
        Span<float> inputGradient,
        Span<float> scratch) =>
        InputGradient(shape, outputGradient, weights, input, inputGradient, scratch, SimdWidths.Native);

    internal static void Forward(
        in LinearShape shape,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> bias,
        Span<float> output,
        SimdWidth width)
    {
        shape.CheckInput(input.Length, nameof(input));
        shape.CheckWeights(weights.Length, nameof(weights));
        shape.CheckBias(bias.Length, nameof(bias));
        shape.CheckOutput(output.Length, nameof(output));
        bool separate = shape.Activation is ActivationKind.Tanh or ActivationKind.Sigmoid || shape.Layout == MatrixLayout.Rows;
        fixed (float* x = input, w = weights, b = bias, y = output)
        {
            if (shape.Layout == MatrixLayout.Rows)
            {
                ForwardRows(shape, x, w, b, y, width);
            }
            else
            {
                ForwardPanels(shape, x, w, b, y, separate, width);
            }
        }

        if (separate)
        {
            ApplyActivation(shape, output, width);
        }
    }

    internal static void WeightGradient(
        in LinearShape shape,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        Span<float> weightGradient,
        Span<float> biasGradient,
        bool accumulate,
        SimdWidth width)
    {
        shape.CheckInput(input.Length, nameof(input));
        shape.CheckOutput(outputGradient.Length, nameof(outputGradient));
        shape.CheckWeights(weightGradient.Length, nameof(weightGradient));
        shape.CheckBias(biasGradient.Length, nameof(biasGradient));
        fixed (float* x = input, g = outputGradient, dw = weightGradient, db = biasGradient)
        {
            if (SparseRows.Pay(shape, x))
            {
                WeightGradientSparse(shape, x, g, dw, accumulate, width);
            }
            else
            {
                WeightGradientDense(shape, x, g, dw, accumulate, width);
            }

            SumColumns(shape, g, db, accumulate, width);
        }
    }

    internal static void InputGradient(
        in LinearShape shape,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> input,
        Span<float> inputGradient,
        Span<float> scratch,
        SimdWidth width)
    {
        shape.CheckOutput(outputGradient.Length, nameof(outputGradient));
        shape.CheckWeights(weights.Length, nameof(weights));
        shape.CheckInput(input.Length, nameof(input));
        shape.CheckInput(inputGradient.Length, nameof(inputGradient));
        shape.CheckScratch(scratch.Length, nameof(scratch));
        fixed (float* g = outputGradient, w = weights, x = input, dx = inputGradient, transposed = scratch)
        {
            var product = new ProductArguments
            {
                Depth = shape.Outputs,
                C = dx,
                CStride = shape.InputStride * sizeof(float),
                Factor = x,
                Slope = shape.InputSlope,
            };
            product.SetA(g, shape.Batch, rowStride: shape.OutputStride, depthStride: 1);
            if (shape.Layout == MatrixLayout.Rows)
            {
                int columns = AlignedBuffer.Pad(shape.Inputs);
                product.SetB(w, columns, columns);
                MultiplyByDerivative(shape.InputActivation, &product, width);
                return;
            }

            int panels = InputPanels(shape);
            var work = new InputWork { Shape = shape, Product = product, Weights = w, Scratch = transposed, Width = width };
            int shares = KernelThreads.Shares(2.0 * shape.Batch * shape.Inputs * shape.Outputs, panels);
            if (shares == 1)
            {
                InputPanels(in work, 0, panels, transposed);
                return;
            }

            KernelThreads.Reserve(scratch.Length);
            KernelThreads.Run(shares, ref work);
        }
    }

    private static int InputPanels(in LinearShape shape) => (shape.Inputs + PanelLayout.Width - 1) / PanelLayout.Width;

    /// <summary>Some inputs at a time: the transposed weights are used while they are still in the nearest cache.</summary>
    private static void InputPanels(in InputWork work, int firstPanel, int endPanel, float* transposed)
    {
        LinearShape shape = work.Shape;
        ProductArguments product = work.Product;
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            int first = panel * PanelLayout.Width;
            int inputs = Math.Min(PanelLayout.Width, shape.Inputs - first);
            var part = new TransposeArguments(inputs, shape.Outputs) { AllInputs = shape.Inputs, FirstInput = first };
            PanelTranspose.Compute(part, work.Weights, transposed);
            product.SetB(transposed, AlignedBuffer.Pad(inputs), 0);
            product.C = work.Product.C + first;
            product.Factor = work.Product.Factor + first;
            MultiplyByDerivative(shape.InputActivation, &product, work.Width);
        }
    }

    private struct InputWork : IKernelWork
    {
        public LinearShape Shape;
        public ProductArguments Product;
        public float* Weights;
        public float* Scratch;
        public SimdWidth Width;

        public readonly void Do(KernelShare share)
        {
            int panels = InputPanels(Shape), length = ScratchLength(Shape.Inputs, Shape.Outputs, MatrixLayout.Panels);
            fixed (float* transposed = share.Scratch(new Span<float>(Scratch, length)))
            {
                InputPanels(in this, share.First(panels), share.End(panels), transposed);
            }
        }
    }

    private static void WeightGradientDense(in LinearShape shape, float* x, float* g, float* dw, bool accumulate, SimdWidth width)
    {
        var product = new ProductArguments { Depth = shape.Batch, C = dw };
        if (shape.Layout == MatrixLayout.Rows)
        {
            product.SetA(g, shape.Outputs, rowStride: 1, depthStride: shape.OutputStride);
            product.SetB(x, AlignedBuffer.Pad(shape.Inputs), shape.InputStride);
            product.CStride = AlignedBuffer.Pad(shape.Inputs) * sizeof(float);
        }
        else
        {
            product.SetA(x, shape.Inputs, rowStride: 1, depthStride: shape.InputStride);
            product.SetB(g, AlignedBuffer.Pad(shape.Outputs), shape.OutputStride);
        }

        if (accumulate)
        {
            MatrixProduct.Compute<ProductStart.AtPresent, ProductFinish.Plain>(&product, width);
        }
        else
        {
            MatrixProduct.Compute<ProductStart.AtZero, ProductFinish.Plain>(&product, width);
        }
    }

    /// <summary>A product whose sums are multiplied by the derivative of a function.</summary>
    private static void MultiplyByDerivative(ActivationKind activation, ProductArguments* product, SimdWidth width)
    {
        switch (activation)
        {
            case ActivationKind.ReLU:
                MatrixProduct.Compute<ProductStart.AtZero, ProductFinish.ReLUDerivative>(product, width);
                break;
            case ActivationKind.Tanh:
                MatrixProduct.Compute<ProductStart.AtZero, ProductFinish.TanhDerivative>(product, width);
                break;
            case ActivationKind.Sigmoid:
                MatrixProduct.Compute<ProductStart.AtZero, ProductFinish.SigmoidDerivative>(product, width);
                break;
            case ActivationKind.LeakyReLU:
                MatrixProduct.Compute<ProductStart.AtZero, ProductFinish.LeakyReLUDerivative>(product, width);
                break;
            default:
                MatrixProduct.Compute<ProductStart.AtZero, ProductFinish.Plain>(product, width);
                break;
        }
    }

    /// <summary>
    /// Applies the function to the outputs. Where it maps zero to zero the padding may be done too, and all rows are one.
    /// </summary>
    private static void ApplyActivation(in LinearShape shape, Span<float> output, SimdWidth width)
    {
        if (shape.Activation == ActivationKind.Identity)
        {
            return;
        }

        if (shape.Activation != ActivationKind.Sigmoid || shape.Outputs == shape.OutputStride)
        {
            Activations.Apply(shape.Activation, shape.Slope, output[..(shape.Batch * shape.OutputStride)], width);
            return;
        }

        for (int row = 0; row < shape.Batch; row++)
        {
            Activations.Apply(shape.Activation, shape.Slope, output.Slice(row * shape.OutputStride, shape.Outputs), width);
        }
    }

    private static void ForwardPanels(in LinearShape shape, float* x, float* w, float* bias, float* y, bool plain, SimdWidth width)
    {
        bool sparse = SparseRows.Pay(shape, x);
        var product = new ProductArguments
        {
            Depth = shape.Inputs,
            C = y,
            CStride = shape.OutputStride * sizeof(float),
            Bias = bias,
            Slope = shape.Slope,
        };
        product.SetA(x, shape.Batch, rowStride: shape.InputStride, depthStride: 1);
        product.SetB(w, AlignedBuffer.Pad(shape.Outputs), 0);
        switch (plain ? ActivationKind.Identity : shape.Activation)
        {
            case ActivationKind.ReLU:
                if (sparse) ForwardSparse<ProductFinish.ReLU>(shape, x, w, bias, y, width);
                else MatrixProduct.Compute<ProductStart.AtBias, ProductFinish.ReLU>(&product, width);
                break;
            case ActivationKind.LeakyReLU:
                if (sparse) ForwardSparse<ProductFinish.LeakyReLU>(shape, x, w, bias, y, width);
                else MatrixProduct.Compute<ProductStart.AtBias, ProductFinish.LeakyReLU>(&product, width);
                break;
            default:
                if (sparse) ForwardSparse<ProductFinish.Plain>(shape, x, w, bias, y, width);
                else MatrixProduct.Compute<ProductStart.AtBias, ProductFinish.Plain>(&product, width);
                break;
        }
    }

    private static void ForwardRows(in LinearShape shape, float* x, float* w, float* bias, float* y, SimdWidth width)
    {
        switch (width)
        {
            case SimdWidth.Bits512:
                RowProducts<Simd512, Vector512<float>>.Forward(shape, x, w, bias, y);
                break;
            case SimdWidth.Bits256:
                RowProducts<Simd256, Vector256<float>>.Forward(shape, x, w, bias, y);
                break;
            default:
                RowProducts<Simd128, Vector128<float>>.Forward(shape, x, w, bias, y);
                break;
        }
    }

    private static void SumColumns(in LinearShape shape, float* gradient, float* sums, bool accumulate, SimdWidth width)
    {
        int columns = AlignedBuffer.Pad(shape.Outputs);
        switch (width)
        {
            case SimdWidth.Bits512:
                ColumnSums<Simd512, Vector512<float>>.Compute(shape.Batch, columns, gradient, shape.OutputStride, sums, accumulate);
                break;
            case SimdWidth.Bits256:
                ColumnSums<Simd256, Vector256<float>>.Compute(shape.Batch, columns, gradient, shape.OutputStride, sums, accumulate);
                break;
            default:
                ColumnSums<Simd128, Vector128<float>>.Compute(shape.Batch, columns, gradient, shape.OutputStride, sums, accumulate);
                break;
        }
    }
}
