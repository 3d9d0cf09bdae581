namespace Bellman.Numerics;

/// <summary>The sizes of the three products of a linear layer, and the activation functions around it.</summary>
/// <remarks>Rows of inputs and outputs are padded to 16 elements; the padding of weights, biases and gradients is zero.</remarks>
public readonly record struct LinearShape
{
    /// <summary>The number of samples.</summary>
    public required int Batch { get; init; }

    /// <summary>The number of inputs.</summary>
    public required int Inputs { get; init; }

    /// <summary>The number of outputs.</summary>
    public required int Outputs { get; init; }

    /// <summary>The distance between the rows of the inputs, a multiple of 16.</summary>
    public required int InputStride { get; init; }

    /// <summary>The distance between the rows of the outputs, a multiple of 16.</summary>
    public required int OutputStride { get; init; }

    /// <summary>How the weights are stored.</summary>
    public required MatrixLayout Layout { get; init; }

    /// <summary>The function applied to the outputs.</summary>
    public ActivationKind Activation { get; init; }

    /// <summary>The slope of <see cref="Activation"/> where it is leaky.</summary>
    public float Slope { get; init; }

    /// <summary>The function that made the inputs; its derivative multiplies the gradient by the inputs.</summary>
    public ActivationKind InputActivation { get; init; }

    /// <summary>The slope of <see cref="InputActivation"/> where it is leaky.</summary>
    public float InputSlope { get; init; }

    /// <summary>The index of one weight in its block.</summary>
    /// <param name="output">The output.</param>
    /// <param name="input">The input.</param>
    /// <returns>The index.</returns>
    public int WeightIndex(int output, int input) =>
        Layout == MatrixLayout.Rows
            ? (output * AlignedBuffer.Pad(Inputs)) + input
            : PanelLayout.IndexOf(output, input, Inputs, AlignedBuffer.Pad(Outputs));

    internal void CheckInput(int length, string name) => CheckRows(length, Inputs, InputStride, name);

    internal void CheckOutput(int length, string name) => CheckRows(length, Outputs, OutputStride, name);

    internal void CheckWeights(int length, string name) =>
        Check(length, (long)(Layout == MatrixLayout.Rows ? Outputs : AlignedBuffer.Pad(Outputs)) * WeightRow, name);

    internal void CheckBias(int length, string name) => Check(length, AlignedBuffer.Pad(Outputs), name);

    internal void CheckScratch(int length, string name) => Check(length, LinearKernels.ScratchLength(Inputs, Outputs, Layout), name);

    private int WeightRow => Layout == MatrixLayout.Rows ? AlignedBuffer.Pad(Inputs) : Inputs;

    private void CheckRows(int length, int columns, int stride, string name)
    {
        if (stride < AlignedBuffer.Pad(columns))
        {
            throw new ArgumentException($"Rows of {columns} elements are padded to 16, but are {stride} apart.", name);
        }

        Check(length, (long)Batch * stride, name);
    }

    internal static void Check(int length, long needed, string name)
    {
        if (length < needed)
        {
            throw new ArgumentException($"There must be {needed} elements, not {length}.", name);
        }
    }
}
