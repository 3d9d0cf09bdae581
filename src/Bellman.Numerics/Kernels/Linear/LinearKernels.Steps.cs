namespace Bellman.Numerics;

/// <summary>The products that a recurrent layer makes once for each step, weights in <see cref="MatrixLayout.Panels"/>.</summary>
public static unsafe partial class LinearKernels
{
    /// <summary>Computes <c>y += x W^T</c>.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">The inputs, a row for each sample.</param>
    /// <param name="weights">The weights in panels.</param>
    /// <param name="output">The outputs that the product is added to.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void AddForward(in LinearShape shape, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output)
    {
        shape.CheckInput(input.Length, nameof(input));
        shape.CheckWeights(weights.Length, nameof(weights));
        shape.CheckOutput(output.Length, nameof(output));
        fixed (float* x = input, w = weights, y = output)
        {
            var product = new ProductArguments { Depth = shape.Inputs, C = y, CStride = shape.OutputStride * sizeof(float) };
            product.SetA(x, shape.Batch, rowStride: shape.InputStride, depthStride: 1);
            product.SetB(w, AlignedBuffer.Pad(shape.Outputs), 0);
            MatrixProduct.Compute<ProductStart.AtPresent, ProductFinish.Plain>(&product);
        }
    }

    /// <summary>The memory that <see cref="Transpose"/> fills.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <returns>The number of elements.</returns>
    public static int TransposedLength(int inputs, int outputs) => AlignedBuffer.Pad(inputs) * outputs;

    /// <summary>Transposes weights in panels, for <see cref="BackwardTransposed"/>.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="transposed">Receives as many elements as <see cref="TransposedLength"/> says.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void Transpose(int inputs, int outputs, ReadOnlySpan<float> weights, Span<float> transposed)
    {
        LinearShape.Check(weights.Length, (long)AlignedBuffer.Pad(outputs) * inputs, nameof(weights));
        LinearShape.Check(transposed.Length, TransposedLength(inputs, outputs), nameof(transposed));
        fixed (float* w = weights, to = transposed)
        {
            PanelTranspose.Compute(inputs, outputs, w, to);
        }
    }

    /// <summary>Computes <c>dx = g W</c>, or adds it to what is there.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="outputGradient">The gradient <c>g</c> by the outputs.</param>
    /// <param name="transposed">The weights as <see cref="Transpose"/> leaves them.</param>
    /// <param name="inputGradient">Receives the gradient by the inputs.</param>
    /// <param name="accumulate">Whether to add.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void BackwardTransposed(
        in LinearShape shape,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> transposed,
        Span<float> inputGradient,
        bool accumulate)
    {
        shape.CheckOutput(outputGradient.Length, nameof(outputGradient));
        shape.CheckInput(inputGradient.Length, nameof(inputGradient));
        LinearShape.Check(transposed.Length, TransposedLength(shape.Inputs, shape.Outputs), nameof(transposed));
        fixed (float* g = outputGradient, w = transposed, dx = inputGradient)
        {
            var product = new ProductArguments { Depth = shape.Outputs, C = dx, CStride = shape.InputStride * sizeof(float) };
            product.SetA(g, shape.Batch, rowStride: shape.OutputStride, depthStride: 1);
            product.SetB(w, AlignedBuffer.Pad(shape.Inputs), 0);
            if (accumulate)
            {
                MatrixProduct.Compute<ProductStart.AtPresent, ProductFinish.Plain>(&product);
            }
            else
            {
                MatrixProduct.Compute<ProductStart.AtZero, ProductFinish.Plain>(&product);
            }
        }
    }
}
