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

    /// <summary>The shape of the inputs where they are images: the network's, or what the layer before makes; otherwise null.</summary>
    public ImageShape? InputImage { get; internal init; }

    /// <summary>Whether the channels of the input image are last.</summary>
    internal bool InputChannelsLast { get; init; }

    internal ImageShape? OutputImage { get; private set; }

    internal bool OutputChannelsLast { get; private set; }

    internal object? Plan { get; private set; }

    internal int Offset { get; private set; }

    internal int ScratchFixed { get; private set; }

    internal int ScratchPerRow { get; private set; }

    internal bool ScratchRowByRow { get; private set; }

    internal int StateSize { get; private set; }

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
        var place = new TensorPlace(Offset, layout, padded);
        Describe(new ParameterTensor(_prefix + name, outputs, InputSize, isKernel: true, InputSize, outputs, place), initializer);
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
            var place = new TensorPlace(Offset + (rows * stride), MatrixLayout.Rows, stride);
            Describe(new ParameterTensor(_prefix + name, outputs, InputSize, isKernel: true, InputSize, outputs, place), initializer);
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
            var place = new TensorPlace(Offset + length, MatrixLayout.Rows, 1);
            Describe(new ParameterTensor(_prefix + name, part, 1, isKernel: false, InputSize, part, place), initializer);
            length += part;
        }

        return AddBlock(AlignedBuffer.Pad(length), isKernel: false);
    }

    /// <summary>
    /// Asks for a state that each sequence carries from one step to the next (<see cref="RecurrentState"/>): the layer is recurrent.
    /// </summary>
    /// <param name="elements">The number of elements for each sequence; padded to 16.</param>
    public void AddState(int elements)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(elements);
        StateSize += AlignedBuffer.Pad(elements);
    }

    /// <summary>States that the outputs are images.</summary>
    /// <param name="image">Their shape. The layer after this one finds it in <see cref="InputImage"/>.</param>
    public void SetOutputImage(ImageShape image) => SetOutputImage(image, channelsLast: false);

    /// <summary>
    /// Keeps what the layer has worked out about its place in this network, for <see cref="LayerContext.Plan"/>: a layer itself is a
    /// description that may stand in several networks.
    /// </summary>
    /// <param name="plan">An object that does not change.</param>
    public void Keep(object plan) => Plan = plan;

    internal void SetOutputImage(ImageShape image, bool channelsLast)
    {
        OutputImage = image;
        OutputChannelsLast = channelsLast;
    }

    internal ImageShape RequireImage(Layer layer) => InputImage ?? throw new ArgumentException(
        $"{layer} works on images, but {InputSize} numbers come in: build the network with an ImageShape, and images before all else.");

    /// <summary>
    /// Declares the kernels of a convolution, <c>[filters, channels x taps]</c>, in <see cref="MatrixLayout.Panels"/>.
    /// </summary>
    internal int AddFilters(string name, int filters, int channels, int taps, bool tapsFirst, Initializer initializer)
    {
        int padded = AlignedBuffer.Pad(filters);
        int depth = checked(channels * taps);
        var place = new TensorPlace(Offset, MatrixLayout.Panels, padded) { Taps = tapsFirst ? taps : 0 };
        Describe(new ParameterTensor(_prefix + name, filters, depth, isKernel: true, depth, filters * taps, place), initializer);
        return AddBlock(padded * depth, isKernel: true);
    }

    /// <summary>Declares biases whose outputs have another number of inputs than the layer, as those of a convolution.</summary>
    internal int AddBiases(string name, int length, int fanIn, Initializer initializer)
    {
        var place = new TensorPlace(Offset, MatrixLayout.Rows, 1);
        Describe(new ParameterTensor(_prefix + name, length, 1, isKernel: false, fanIn, length, place), initializer);
        return AddBlock(AlignedBuffer.Pad(length), isKernel: false);
    }

    /// <summary>
    /// Declares the weights of all gates of a recurrent layer, one gate below the other, as one matrix in
    /// <see cref="MatrixLayout.Panels"/> in which each gate is padded to 16 outputs.
    /// </summary>
    internal int AddGates(string name, int gates, int units, int inputs, Initializer initializer)
    {
        int padded = gates * AlignedBuffer.Pad(units);
        var place = new TensorPlace(Offset, MatrixLayout.Panels, padded) { GroupLength = units };
        Describe(new ParameterTensor(_prefix + name, gates * units, inputs, isKernel: true, inputs, gates * units, place), initializer);
        return AddBlock(padded * inputs, isKernel: true);
    }

    /// <summary>Declares the biases of all gates of a recurrent layer, each gate padded to 16 elements.</summary>
    internal int AddGateBiases(string name, int gates, int units, Initializer initializer)
    {
        var place = new TensorPlace(Offset, MatrixLayout.Rows, 1) { GroupLength = units };
        Describe(new ParameterTensor(_prefix + name, gates * units, 1, isKernel: false, units, gates * units, place), initializer);
        return AddBlock(gates * AlignedBuffer.Pad(units), isKernel: false);
    }

    /// <summary>
    /// Asks for scratch memory in each workspace. It is the layer's own: what the forward pass leaves there the backward pass of the
    /// same batch finds.
    /// </summary>
    /// <param name="elements">The number of elements whatever the batch.</param>
    /// <param name="perRow">The number of elements for each row of the largest batch.</param>
    /// <param name="rowByRow">Whether those of a row lie together and the rows follow each other, behind the others, so that <see cref="Workspace.KeepRows"/> can move them.</param>
    public void AddScratch(int elements, int perRow = 0, bool rowByRow = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elements);
        ArgumentOutOfRangeException.ThrowIfNegative(perRow);
        ScratchFixed += AlignedBuffer.Pad(elements);
        if (perRow > 0) ScratchRowByRow = rowByRow && (ScratchPerRow == 0 || ScratchRowByRow);
        ScratchPerRow += perRow;
    }

    private void Describe(ParameterTensor tensor, Initializer initializer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tensor.Rows);
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
