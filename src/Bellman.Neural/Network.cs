using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// A sequence of layers. It has no state of its own: the same network runs with any <see cref="Parameters"/> made for it (online, target,
/// averaged) and any <see cref="Workspace"/>, from any number of threads at once as long as each has its own workspace.
/// </summary>
/// <remarks>Nothing is allocated by <see cref="Forward(Parameters, int, Workspace)"/> and the backward passes.</remarks>
public sealed class Network
{
    private readonly LayerSlot[] _slots;
    private readonly ParameterLayout _layout;
    private readonly List<(ParameterTensor Tensor, Initializer Initializer)> _initializers = [];

    /// <summary>Builds a network.</summary>
    /// <param name="inputSize">The number of inputs of the first layer, positive.</param>
    /// <param name="layers">The layers from input to output, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputSize"/> is not positive.</exception>
    /// <exception cref="ArgumentException">There are no layers.</exception>
    public Network(int inputSize, IReadOnlyList<Layer> layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
        {
            throw new ArgumentException("A network has at least one layer.", nameof(layers));
        }

        Layers = [.. layers];
        InputSize = inputSize;
        _slots = new LayerSlot[layers.Count];
        var tensors = new List<ParameterTensor>();
        int size = inputSize;
        int offset = 0;
        for (int i = 0; i < _slots.Length; i++)
        {
            var builder = new LayerBuilder($"layers.{i}.", size, offset, tensors, _initializers);
            int outputs = layers[i].Build(builder);
            _slots[i] = new LayerSlot(
                layers[i], size, Stride(size), outputs, Stride(outputs), builder.Blocks, builder.ScratchFixed, builder.ScratchPerRow);
            size = outputs;
            offset = builder.Offset;
        }

        _layout = new ParameterLayout(tensors, offset);
    }

    /// <summary>The layers from input to output.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The number of inputs.</summary>
    public int InputSize { get; }

    /// <summary>The number of outputs.</summary>
    public int OutputSize => _slots[^1].OutputSize;

    /// <summary>The distance between the rows of <see cref="Workspace.Input"/>.</summary>
    public int InputStride => _slots[0].InputStride;

    /// <summary>The distance between the rows of the outputs.</summary>
    public int OutputStride => _slots[^1].OutputStride;

    internal ReadOnlySpan<LayerSlot> Slots => _slots;

    /// <summary>Makes parameters for this network, all zero.</summary>
    /// <returns>The parameters.</returns>
    public Parameters CreateParameters() => new(_layout);

    /// <summary>Makes parameters for this network and fills them by the layers' initialisers.</summary>
    /// <param name="generator">The stream that the draws are taken from.</param>
    /// <returns>The parameters.</returns>
    public Parameters CreateParameters(Pcg64 generator)
    {
        Parameters parameters = CreateParameters();
        Initialize(parameters, generator);
        return parameters;
    }

    /// <summary>Fills parameters by the layers' initialisers, tensor after tensor.</summary>
    /// <param name="parameters">Parameters of this network.</param>
    /// <param name="generator">The stream that the draws are taken from.</param>
    public void Initialize(Parameters parameters, Pcg64 generator)
    {
        Check(parameters);
        ArgumentNullException.ThrowIfNull(generator);
        foreach ((ParameterTensor tensor, Initializer initializer) in _initializers)
        {
            float[] values = new float[tensor.Length];
            initializer.Fill(values, tensor, generator);
            parameters.ImportValues(tensor, values);
        }
    }

    /// <summary>Makes the memory for the passes of one thread.</summary>
    /// <param name="maxBatch">The largest number of rows that will pass, positive.</param>
    /// <returns>The workspace.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is not positive.</exception>
    public Workspace CreateWorkspace(int maxBatch) => new(this, maxBatch);

    /// <summary>Computes the outputs for a batch.</summary>
    /// <param name="parameters">Parameters of this network.</param>
    /// <param name="input"><paramref name="batch"/> rows of <see cref="InputSize"/> numbers without padding.</param>
    /// <param name="batch">The number of rows, from 1 to the workspace's largest.</param>
    /// <param name="workspace">A workspace of this network.</param>
    /// <returns>As many rows of outputs, <see cref="OutputStride"/> apart; they stay until the next forward pass.</returns>
    /// <exception cref="ArgumentException">The input is not of the size stated, or an argument belongs to another network.</exception>
    public ReadOnlySpan<float> Forward(Parameters parameters, ReadOnlySpan<float> input, int batch, Workspace workspace)
    {
        Check(workspace);
        if (input.Length != (long)batch * InputSize)
        {
            throw new ArgumentException(
                $"{batch} rows of {InputSize} inputs are {(long)batch * InputSize} numbers, not {input.Length}.", nameof(input));
        }

        workspace.CheckBatch(batch);
        Span<float> rows = workspace.Input;
        for (int row = 0; row < batch; row++)
        {
            input.Slice(row * InputSize, InputSize).CopyTo(rows.Slice(row * InputStride, InputSize));
        }

        return Forward(parameters, batch, workspace);
    }

    /// <summary>Computes the outputs for the rows that the caller has written to <see cref="Workspace.Input"/>.</summary>
    /// <param name="parameters">Parameters of this network.</param>
    /// <param name="batch">The number of rows, from 1 to the workspace's largest.</param>
    /// <param name="workspace">A workspace of this network.</param>
    /// <returns>As many rows of outputs, <see cref="OutputStride"/> apart; they stay until the next forward pass.</returns>
    /// <exception cref="ArgumentException">An argument belongs to another network.</exception>
    public ReadOnlySpan<float> Forward(Parameters parameters, int batch, Workspace workspace)
    {
        Check(parameters);
        Check(workspace);
        workspace.CheckBatch(batch);
        for (int i = 0; i < _slots.Length; i++)
        {
            LayerContext context = Context(i, parameters, batch, workspace);
            _slots[i].Layer.Forward(context);
        }

        return workspace.Outputs(_slots.Length - 1)[..(batch * OutputStride)];
    }

    /// <summary>
    /// Computes gradients by the chain rule from <see cref="Workspace.OutputGradient"/>, which the caller has filled, for the
    /// batch that went forward last. The contents of <see cref="Workspace.OutputGradient"/> are used up.
    /// </summary>
    /// <param name="parameters">The parameters of the forward pass; receives the gradients.</param>
    /// <param name="batch">The number of rows of the forward pass.</param>
    /// <param name="workspace">The workspace of the forward pass.</param>
    /// <param name="targets">By what to derive.</param>
    /// <param name="accumulate">Whether to add to the parameters' gradients instead of replacing them.</param>
    /// <exception cref="ArgumentException">An argument belongs to another network.</exception>
    public void Backward(
        Parameters parameters,
        int batch,
        Workspace workspace,
        GradientTargets targets = GradientTargets.Parameters,
        bool accumulate = false)
    {
        Check(parameters);
        Check(workspace);
        workspace.CheckBatch(batch);
        LayerSlot last = _slots[^1];
        Activations.MultiplyByDerivative(
            last.Layer.Activation.Kind,
            last.Layer.Activation.Slope,
            workspace.Outputs(_slots.Length - 1)[..(batch * OutputStride)],
            workspace.OutputGradient[..(batch * OutputStride)]);
        for (int i = _slots.Length - 1; i >= 0; i--)
        {
            LayerContext context = Context(i, parameters, batch, workspace) with
            {
                OutputGradient = workspace.Gradients(i),
                InputGradient = i > 0 ? workspace.Gradients(i - 1) : workspace.InputGradient,
                WantsParameterGradients = (targets & GradientTargets.Parameters) != 0,
                WantsInputGradient = i > 0 || (targets & GradientTargets.Input) != 0,
                Accumulate = accumulate,
            };
            _slots[i].Layer.Backward(context);
        }
    }

    /// <summary>Computes gradients by the chain rule for the batch that went forward last.</summary>
    /// <param name="parameters">The parameters of the forward pass; receives the gradients.</param>
    /// <param name="batch">The number of rows of the forward pass.</param>
    /// <param name="outputGradient">
    /// The gradient of the loss by the outputs, <paramref name="batch"/> rows of <see cref="OutputSize"/> without padding.
    /// </param>
    /// <param name="workspace">The workspace of the forward pass.</param>
    /// <param name="targets">By what to derive.</param>
    /// <param name="accumulate">Whether to add to the parameters' gradients instead of replacing them.</param>
    /// <exception cref="ArgumentException">The gradient is not of the size stated, or an argument belongs to another network.</exception>
    public void Backward(
        Parameters parameters,
        int batch,
        ReadOnlySpan<float> outputGradient,
        Workspace workspace,
        GradientTargets targets = GradientTargets.Parameters,
        bool accumulate = false)
    {
        Check(workspace);
        workspace.CheckBatch(batch);
        if (outputGradient.Length != (long)batch * OutputSize)
        {
            throw new ArgumentException(
                $"{batch} rows of {OutputSize} outputs are {(long)batch * OutputSize} numbers, not {outputGradient.Length}.",
                nameof(outputGradient));
        }

        Span<float> rows = workspace.OutputGradient;
        for (int row = 0; row < batch; row++)
        {
            outputGradient.Slice(row * OutputSize, OutputSize).CopyTo(rows.Slice(row * OutputStride, OutputSize));
        }

        Backward(parameters, batch, workspace, targets, accumulate);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{InputSize} -> {string.Join(" -> ", Layers)}";

    /// <summary>
    /// Rows are whole cache lines, and an odd number of them: rows a power of two apart would compete for the same sets of the
    /// cache.
    /// </summary>
    private static int Stride(int size)
    {
        int padded = AlignedBuffer.Pad(size);
        return padded % 128 == 0 ? padded + 16 : padded;
    }

    private LayerContext Context(int layer, Parameters parameters, int batch, Workspace workspace)
    {
        LayerSlot slot = _slots[layer];
        return new LayerContext
        {
            Slot = slot,
            Batch = batch,
            InputSize = slot.InputSize,
            InputStride = slot.InputStride,
            OutputSize = slot.OutputSize,
            OutputStride = slot.OutputStride,
            Input = layer > 0 ? workspace.Outputs(layer - 1) : workspace.Input,
            Output = workspace.Outputs(layer),
            InputActivation = layer > 0 ? _slots[layer - 1].Layer.Activation : Activation.Identity,
            Scratch = workspace.Scratch(layer),
            AllValues = parameters.Values,
            AllGradients = parameters.Gradients,
        };
    }

    private void Check(Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!_layout.SameAs(parameters.Layout))
        {
            throw new ArgumentException("The parameters belong to a different architecture.", nameof(parameters));
        }
    }

    private void Check(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (!ReferenceEquals(workspace.Network, this))
        {
            throw new ArgumentException("The workspace belongs to another network.", nameof(workspace));
        }
    }
}
