using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// The memory that one thread needs to run a network: inputs, activations, their gradients, scratch. Reserved once, all rows
/// padded to 16 elements.
/// </summary>
/// <remarks><see cref="Network.CreateWorkspace"/> makes an instance. It must not be used by two threads at once.</remarks>
public sealed class Workspace
{
    private readonly AlignedBuffer _memory;
    private readonly ParameterRange _input;
    private readonly ParameterRange _inputGradient;
    private readonly ParameterRange[] _outputs;
    private readonly ParameterRange[] _gradients;
    private readonly ParameterRange[] _scratch;
    private readonly bool[] _episodeStarts;
    private bool _hasStarts;

    internal Workspace(Network network, int maxBatch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatch);
        Network = network;
        MaxBatch = maxBatch;
        ReadOnlySpan<LayerSlot> slots = network.Slots;
        _outputs = new ParameterRange[slots.Length];
        _gradients = new ParameterRange[slots.Length];
        _scratch = new ParameterRange[slots.Length];
        int length = 0;
        _input = Reserve(ref length, maxBatch * network.InputStride);
        _inputGradient = Reserve(ref length, maxBatch * network.InputStride);
        for (int i = 0; i < slots.Length; i++)
        {
            _outputs[i] = Reserve(ref length, maxBatch * slots[i].OutputStride);
            _gradients[i] = Reserve(ref length, maxBatch * slots[i].OutputStride);
            _scratch[i] = Reserve(ref length, slots[i].ScratchFixed + (maxBatch * slots[i].ScratchPerRow));
        }

        _memory = new AlignedBuffer(length);
        _episodeStarts = network.IsRecurrent ? new bool[maxBatch] : [];
    }

    /// <summary>The network it was made for.</summary>
    public Network Network { get; }

    /// <summary>The largest number of rows.</summary>
    public int MaxBatch { get; }

    /// <summary>The distance between the rows of <see cref="Input"/> and <see cref="InputGradient"/>.</summary>
    public int InputStride => Network.InputStride;

    /// <summary>The distance between the rows of <see cref="Output"/> and <see cref="OutputGradient"/>.</summary>
    public int OutputStride => Network.OutputStride;

    /// <summary>
    /// The rows of inputs, <see cref="InputStride"/> apart. A caller may gather a batch right here and call
    /// <see cref="Network.Forward(Parameters, int, Workspace)"/>; the padding behind each row stays zero.
    /// </summary>
    public Span<float> Input => Slice(_input);

    /// <summary>The rows of outputs of the last forward pass, <see cref="OutputStride"/> apart.</summary>
    public ReadOnlySpan<float> Output => Slice(_outputs[^1]);

    /// <summary>
    /// The gradient of the loss by the outputs, rows <see cref="OutputStride"/> apart. The caller fills it before
    /// <see cref="Network.Backward(Parameters, int, Workspace, GradientTargets, bool, RecurrentState?)"/>; the padding behind each row stays zero.
    /// </summary>
    public Span<float> OutputGradient => Slice(_gradients[^1]);

    /// <summary>
    /// The gradient of the loss by the inputs where the last backward pass was asked for it, rows <see cref="InputStride"/>
    /// apart.
    /// </summary>
    public Span<float> InputGradient => Slice(_inputGradient);

    /// <summary>The number of rows of the last forward pass.</summary>
    internal int Batch { get; private set; }

    /// <summary>The number of sequences that they were.</summary>
    internal int Sequences { get; private set; }

    /// <summary>Where episodes started in that pass; empty if nowhere.</summary>
    internal ReadOnlySpan<bool> EpisodeStarts => _hasStarts ? _episodeStarts.AsSpan(0, Batch) : default;

    /// <summary>
    /// Forgets all rows of the last forward pass but some, which move to the front: the backward pass of so many rows is then that of these alone, and costs as much. Each row's gradient by the inputs is what it would have been.
    /// </summary>
    /// <param name="rows">The rows to keep, in rising order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row does not come after the one before, or was not in the last forward pass.</exception>
    /// <exception cref="InvalidOperationException">A layer keeps more of each row than its outputs: it is recurrent, or about images.</exception>
    public void KeepRows(ReadOnlySpan<int> rows)
    {
        foreach (LayerSlot slot in Network.Slots)
        {
            if (slot.ScratchPerRow > 0 && !slot.ScratchRowByRow) throw new InvalidOperationException($"{slot.Layer} keeps more of each row than its outputs, so that rows can't be forgotten.");
        }

        int least = 0;
        foreach (int row in rows)
        {
            if (row < least || row >= Batch)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"Rows are kept in rising order, and the last forward pass had {Batch} of them: this one must be from {least} to {Batch - 1}.");
            least = row + 1;
        }

        Compact(Input, InputStride, rows);
        for (int i = 0; i < _outputs.Length; i++)
        {
            LayerSlot slot = Network.Slots[i];
            Compact(Outputs(i), slot.OutputStride, rows);
            if (slot.ScratchRowByRow) Compact(Scratch(i)[slot.ScratchFixed..], slot.ScratchPerRow, rows);
        }
    }

    /// <summary>Keeps for the backward pass how the rows of a forward pass hang together.</summary>
    internal void Remember(int batch, int sequences, ReadOnlySpan<bool> episodeStarts)
    {
        if (!episodeStarts.IsEmpty && episodeStarts.Length != batch)
        {
            throw new ArgumentException($"There are {batch} rows but {episodeStarts.Length} flags.", nameof(episodeStarts));
        }

        Batch = batch;
        Sequences = sequences;
        _hasStarts = !episodeStarts.IsEmpty && _episodeStarts.Length > 0;
        if (_hasStarts)
        {
            episodeStarts.CopyTo(_episodeStarts);
        }
    }

    internal Span<float> Outputs(int layer) => Slice(_outputs[layer]);

    internal Span<float> Gradients(int layer) => Slice(_gradients[layer]);

    internal Span<float> Scratch(int layer) => Slice(_scratch[layer]);

    internal void CheckBatch(int batch)
    {
        if (batch < 1 || batch > MaxBatch)
        {
            throw new ArgumentOutOfRangeException(nameof(batch), batch, $"The workspace takes 1 to {MaxBatch} rows.");
        }
    }

    private static void Compact(Span<float> matrix, int stride, ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] != i) matrix.Slice(rows[i] * stride, stride).CopyTo(matrix[(i * stride)..]);
        }
    }

    private static ParameterRange Reserve(ref int length, int elements)
    {
        var range = new ParameterRange(length, elements, IsKernel: false);
        length = checked(length + AlignedBuffer.Pad(elements));
        return range;
    }

    private Span<float> Slice(ParameterRange range) => _memory.Span.Slice(range.Start, range.Length);
}
