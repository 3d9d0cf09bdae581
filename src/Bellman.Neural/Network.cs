using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// A sequence of layers. It has no state of its own: the same network runs with any <see cref="Parameters"/> made for it (online, target,
/// averaged) and any <see cref="Workspace"/>, from any number of threads at once as long as each has its own workspace.
/// </summary>
/// <remarks>Nothing is allocated by <see cref="Forward(Parameters, int, Workspace)"/> and the backward passes.</remarks>
public sealed partial class Network
{
    private readonly LayerSlot[] _slots;
    private readonly ParameterLayout _layout;

    /// <summary>The first layer that has parameters: no gradient is needed of what comes before.</summary>
    private readonly int _firstTrained;
    private readonly List<(ParameterTensor Tensor, Initializer Initializer)> _initializers;

    /// <summary>Builds a network for rows of numbers.</summary>
    /// <param name="inputSize">The number of inputs of the first layer, positive.</param>
    /// <param name="layers">The layers from input to output, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputSize"/> is not positive.</exception>
    /// <exception cref="ArgumentException">There are no layers, or one does not fit what comes in.</exception>
    public Network(int inputSize, IReadOnlyList<Layer> layers)
        : this(inputSize, null, layers)
    {
    }

    /// <summary>Builds a network for images.</summary>
    /// <param name="input">The shape of the images; rows of inputs hold them channel by channel.</param>
    /// <param name="layers">The layers from input to output, at least one.</param>
    /// <exception cref="ArgumentException">There are no layers, or one does not fit what comes in.</exception>
    public Network(ImageShape input, IReadOnlyList<Layer> layers)
        : this(input.Size, input, layers)
    {
    }

    private Network(int inputSize, ImageShape? image, IReadOnlyList<Layer> layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
        {
            throw new ArgumentException("A network has at least one layer.", nameof(layers));
        }

        Layers = [.. layers];
        InputSize = inputSize;
        InputImage = image;
        var assembly = new NetworkAssembly(inputSize, image);
        for (int i = 0; i < layers.Count; i++)
        {
            assembly.Add(layers[i], $"layers.{i}.");
        }

        _slots = assembly.End(out _layout);
        _firstTrained = Math.Max(0, Array.FindIndex(_slots, slot => slot.Blocks.Length > 0));
        _initializers = assembly.Initializers;
        StateSize = assembly.StateSize;
    }

    /// <summary>The layers from input to output.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The number of inputs.</summary>
    public int InputSize { get; }

    /// <summary>The shape of the inputs where they are images, otherwise null.</summary>
    public ImageShape? InputImage { get; }

    /// <summary>The number of elements that the recurrent layers remember of each sequence; 0 where no layer is recurrent.</summary>
    public int StateSize { get; }

    /// <summary>Whether a layer is recurrent, so that passes need a <see cref="RecurrentState"/>.</summary>
    public bool IsRecurrent => StateSize > 0;

    /// <summary>Whether a layer has noise in its weights (<see cref="NoisyDense"/>), which <see cref="DrawNoise"/> draws.</summary>
    public bool IsNoisy => Array.Exists(_slots, slot => slot.Layer is NoisyDense);

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

    /// <summary>Makes states of sequences, all zero: what the recurrent layers know at the beginning of an episode.</summary>
    /// <param name="sequences">The number of sequences, positive: worlds when acting, sequences of a batch when learning.</param>
    /// <returns>The states.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequences"/> is not positive.</exception>
    public RecurrentState CreateState(int sequences) => new(this, sequences);

    /// <summary>
    /// Draws the noise of all layers that have some, for the passes of one workspace until it is drawn again. A workspace for which it never was passes without noise.
    /// </summary>
    /// <param name="workspace">A workspace of this network.</param>
    /// <param name="generator">The stream that the draws are taken from.</param>
    /// <exception cref="ArgumentException">The workspace belongs to another network.</exception>
    public void DrawNoise(Workspace workspace, Pcg64 generator)
    {
        Check(workspace);
        ArgumentNullException.ThrowIfNull(generator);
        for (int i = 0; i < _slots.Length; i++)
        {
            if (_slots[i].Layer is NoisyDense noisy) noisy.DrawNoise(_slots[i].InputSize, workspace.Scratch(i), generator);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{InputImage?.ToString() ?? $"{InputSize}"} -> {string.Join(" -> ", Layers)}";

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

    private void Check(RecurrentState state, int batch, string name)
    {
        ArgumentNullException.ThrowIfNull(state, name);
        if (!ReferenceEquals(state.Network, this))
        {
            throw new ArgumentException("The state belongs to another network.", name);
        }

        if (batch % state.Sequences != 0)
        {
            throw new ArgumentException($"{batch} rows can't be steps of {state.Sequences} sequences.", name);
        }
    }
}
