using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>Takes a layer's declarations while a <see cref="Network"/> is built.</summary>
public sealed class LayerBuilder
{
    private readonly string _prefix;
    private readonly List<ParameterTensor> _tensors;
    private readonly List<(ParameterTensor Tensor, Initializer Initializer)> _initializers;
    private readonly List<ParameterRange> _blocks = [];

    internal LayerBuilder(
        string prefix,
        int inputSize,
        int offset,
        List<ParameterTensor> tensors,
        List<(ParameterTensor Tensor, Initializer Initializer)> initializers)
    {
        _prefix = prefix;
        InputSize = inputSize;
        Offset = offset;
        _tensors = tensors;
        _initializers = initializers;
    }

    /// <summary>The number of inputs of the layer.</summary>
    public int InputSize { get; }

    internal int Offset { get; private set; }

    internal int ScratchFixed { get; private set; }

    internal int ScratchPerRow { get; private set; }

    internal ParameterRange[] Blocks => [.. _blocks];

    /// <summary>Declares a weight matrix of <see cref="InputSize"/> inputs.</summary>
    /// <param name="name">The name within the layer, for example <c>weight</c>.</param>
    /// <param name="outputs">The number of outputs, positive.</param>
    /// <param name="layout">How it is stored.</param>
    /// <param name="initializer">Fills it at the beginning.</param>
    /// <returns>The number of the block, for <see cref="LayerContext.Values"/>.</returns>
    public int AddMatrix(string name, int outputs, MatrixLayout layout, Initializer initializer)
    {
        if (layout == MatrixLayout.Rows)
        {
            return AddStackedRows(initializer, (name, outputs));
        }

        int padded = AlignedBuffer.Pad(outputs);
        Describe(name, outputs, InputSize, isKernel: true, fanOut: outputs, Offset, layout, padded, initializer);
        return AddBlock(padded * InputSize, isKernel: true);
    }

    /// <summary>
    /// Declares several weight matrices that lie one below the other in <see cref="MatrixLayout.Rows"/>, so that one product
    /// computes them all.
    /// </summary>
    /// <param name="initializer">Fills each of them at the beginning.</param>
    /// <param name="parts">Name within the layer and number of outputs of each.</param>
    /// <returns>The number of the common block.</returns>
    public int AddStackedRows(Initializer initializer, params ReadOnlySpan<(string Name, int Outputs)> parts)
    {
        int stride = AlignedBuffer.Pad(InputSize);
        int rows = 0;
        foreach ((string name, int outputs) in parts)
        {
            int offset = Offset + (rows * stride);
            Describe(name, outputs, InputSize, isKernel: true, fanOut: outputs, offset, MatrixLayout.Rows, stride, initializer);
            rows += outputs;
        }

        return AddBlock(rows * stride, isKernel: true);
    }

    /// <summary>Declares several bias vectors that lie one behind the other without a gap.</summary>
    /// <param name="initializer">Fills each of them at the beginning.</param>
    /// <param name="parts">Name within the layer and length of each.</param>
    /// <returns>The number of the common block, padded to 16 elements.</returns>
    public int AddVectors(Initializer initializer, params ReadOnlySpan<(string Name, int Length)> parts)
    {
        int length = 0;
        foreach ((string name, int part) in parts)
        {
            Describe(name, part, 1, isKernel: false, fanOut: part, Offset + length, MatrixLayout.Rows, 1, initializer);
            length += part;
        }

        return AddBlock(AlignedBuffer.Pad(length), isKernel: false);
    }

    /// <summary>Asks for scratch memory in each workspace.</summary>
    /// <param name="elements">The number of elements whatever the batch.</param>
    /// <param name="perRow">The number of elements for each row of the largest batch.</param>
    public void AddScratch(int elements, int perRow = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elements);
        ArgumentOutOfRangeException.ThrowIfNegative(perRow);
        ScratchFixed += AlignedBuffer.Pad(elements);
        ScratchPerRow += perRow;
    }

    private void Describe(
        string name, int rows, int columns, bool isKernel, int fanOut, int offset, MatrixLayout layout, int stride, Initializer initializer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        var tensor = new ParameterTensor(_prefix + name, rows, columns, isKernel, InputSize, fanOut, offset, layout, stride);
        _tensors.Add(tensor);
        _initializers.Add((tensor, initializer));
    }

    private int AddBlock(int length, bool isKernel)
    {
        _blocks.Add(new ParameterRange(Offset, length, isKernel));
        Offset += length;
        return _blocks.Count - 1;
    }
}
