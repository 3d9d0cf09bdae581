namespace Bellman.Numerics;

/// <summary>The three products of a linear layer: outputs, gradients by weights and biases, gradient by inputs.</summary>
public static class LinearKernels
{
    /// <summary>From this number of outputs on, weights are stored in <see cref="MatrixLayout.Panels"/>; below, padding to 16 would waste more than it gains.</summary>
    public const int PanelThreshold = 9;

    /// <summary>The layout in which a layer of this many outputs is fastest.</summary>
    /// <param name="outputs">The number of outputs.</param>
    /// <returns>The layout.</returns>
    public static MatrixLayout LayoutFor(int outputs) => outputs < PanelThreshold ? MatrixLayout.Rows : MatrixLayout.Panels;

    /// <summary>The scratch memory that <see cref="InputGradient"/> needs.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="layout">How the weights are stored.</param>
    /// <returns>The number of elements.</returns>
    public static int ScratchLength(int inputs, int outputs, MatrixLayout layout) =>
        layout == MatrixLayout.Rows ? 0 : AlignedBuffer.Pad(inputs) * AlignedBuffer.Pad(outputs);

    /// <summary>Computes <c>y = f(x W^T + b)</c>.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">The inputs, a row for each sample.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The biases.</param>
    /// <param name="output">Receives the outputs.</param>
    public static void Forward(in LinearShape shape, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output) =>
        LinearReference.Forward(shape, input, weights, bias, output);

    /// <summary>Computes <c>dW = g^T x</c> and <c>db</c>, the sum of <c>g</c> over the batch.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">The inputs, a row for each sample.</param>
    /// <param name="outputGradient">The gradient <c>g</c> by the sums before the activation function.</param>
    /// <param name="weightGradient">Receives the gradient by the weights.</param>
    /// <param name="biasGradient">Receives the gradient by the biases.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    public static void WeightGradient(
        in LinearShape shape, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, Span<float> biasGradient, bool accumulate) =>
        LinearReference.WeightGradient(shape, input, outputGradient, weightGradient, biasGradient, accumulate);

    /// <summary>Computes <c>dx = (g W) f'(x)</c>, <c>f</c> being the function that made the inputs.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="outputGradient">The gradient <c>g</c> by the sums before the activation function.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="input">The inputs, a row for each sample.</param>
    /// <param name="inputGradient">Receives the gradient by the inputs.</param>
    /// <param name="scratch">As much memory as <see cref="ScratchLength"/> says.</param>
    public static void InputGradient(
        in LinearShape shape, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> weights, ReadOnlySpan<float> input, Span<float> inputGradient, Span<float> scratch) =>
        LinearReference.InputGradient(shape, outputGradient, weights, input, inputGradient);
}
