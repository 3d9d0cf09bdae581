using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// Puts layers into their places, one after the other, and between two that want images in different orders a change of order.
/// </summary>
internal sealed class NetworkAssembly(int inputSize, ImageShape? image)
{
    private readonly List<LayerSlot> _slots = [];
    private readonly List<ParameterTensor> _tensors = [];
    private int _size = inputSize;
    private int _stride = AlignedBuffer.RowStride(inputSize);
    private ImageShape? _image = image;
    private bool _channelsLast;
    private int _offset;

    public List<(ParameterTensor Tensor, Initializer Initializer)> Initializers { get; } = [];

    public int StateSize { get; private set; }

    public void Add(Layer layer, string prefix)
    {
        if (_channelsLast ? !layer.ReadsChannelsLast : !layer.ReadsChannelsFirst && _image != null)
        {
            Reorder();
        }

        Append(layer, prefix);
    }

    /// <summary>The places; whatever leaves the network has its channels first.</summary>
    public LayerSlot[] End(out ParameterLayout layout)
    {
        if (_channelsLast)
        {
            Reorder();
        }

        layout = new ParameterLayout(_tensors, _offset);
        return [.. _slots];
    }

    private void Reorder() =>
        Append(new ImageReorder(!_channelsLast, _slots.Count > 0 ? _slots[^1].Layer.Activation : Activation.Identity), "");

    private void Append(Layer layer, string prefix)
    {
        var builder = new LayerBuilder(prefix, _size, _offset, _tensors, Initializers)
        {
            InputImage = _image,
            InputChannelsLast = _channelsLast,
        };
        int outputs = layer.Build(builder);
        _image = builder.OutputImage;
        _channelsLast = builder.OutputChannelsLast;
        int stored = _channelsLast ? ImageOrders.ChannelsLastLength(_image!.Value.Channels, _image.Value.Height * _image.Value.Width) : outputs;
        int stride = AlignedBuffer.RowStride(stored);
        _slots.Add(new LayerSlot
        {
            Layer = layer,
            InputSize = _size,
            InputStride = _stride,
            OutputSize = outputs,
            OutputStride = stride,
            Blocks = builder.Blocks,
            ScratchFixed = builder.ScratchFixed,
            ScratchPerRow = builder.ScratchPerRow,
            ScratchRowByRow = builder.ScratchRowByRow,
            StateOffset = StateSize,
            Plan = builder.Plan,
        });
        _size = outputs;
        _stride = stride;
        _offset = builder.Offset;
        StateSize += builder.StateSize;
    }
}
