using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>What a layer works on during one pass: a batch, its slices of the parameters, its scratch memory.</summary>
public readonly ref struct LayerContext
{
    /// <summary>The number of rows in this pass.</summary>
    public int Batch { get; init; }

    /// <summary>The number of inputs of the layer.</summary>
    public int InputSize { get; init; }

    /// <summary>The distance between rows of <see cref="Input"/> and <see cref="InputGradient"/>, a multiple of 16.</summary>
    public int InputStride { get; init; }

    /// <summary>The number of outputs of the layer.</summary>
    public int OutputSize { get; init; }

    /// <summary>The distance between rows of <see cref="Output"/> and <see cref="OutputGradient"/>, a multiple of 16.</summary>
    public int OutputStride { get; init; }

    /// <summary>The inputs.</summary>
    public ReadOnlySpan<float> Input { get; init; }

    /// <summary>The outputs: written by the forward pass, still there in the backward pass.</summary>
    public Span<float> Output { get; init; }

    /// <summary>The gradient of the loss by the outputs before the activation function. A layer may overwrite it.</summary>
    public Span<float> OutputGradient { get; init; }

    /// <summary>Receives the gradient of the loss by the inputs, multiplied by the derivative of <see cref="InputActivation"/>.</summary>
    public Span<float> InputGradient { get; init; }

    /// <summary>
    /// The function that made the inputs out of the previous layer's sums; its derivative follows from <see cref="Input"/>.
    /// </summary>
    public Activation InputActivation { get; init; }

    /// <summary>Whether the gradients by the parameters are asked for.</summary>
    public bool WantsParameterGradients { get; init; }

    /// <summary>Whether the gradient by the inputs is asked for.</summary>
    public bool WantsInputGradient { get; init; }

    /// <summary>Whether gradients by parameters are added to those present instead of replacing them.</summary>
    public bool Accumulate { get; init; }

    /// <summary>
    /// The scratch memory that the layer asked for, its own: what the forward pass leaves there the backward pass of the same batch
    /// finds.
    /// </summary>
    public Span<float> Scratch { get; init; }

    /// <summary>
    /// The number of sequences that the rows form: row <c>t x Sequences + s</c> is step <c>t</c> of sequence <c>s</c>. A layer that
    /// is not recurrent sees nothing but rows.
    /// </summary>
    public int Sequences { get; init; }

    /// <summary>The number of steps of each sequence.</summary>
    public int Steps => Batch / Sequences;

    /// <summary>
    /// Whether an episode starts at each row, so that the state before it is zero; empty where none starts within the pass.
    /// </summary>
    public ReadOnlySpan<bool> EpisodeStarts { get; init; }

    /// <summary>
    /// For each sequence the state that the layer asked for: the forward pass finds the state before the first step and leaves that
    /// after the last. The backward pass finds the gradient by the latter and leaves that by the former; empty where nobody asks.
    /// </summary>
    public RowSpan State => StateStride == 0 ? default : new RowSpan(AllStates[Slot.StateOffset..], StateStride);

    /// <summary>What the layer kept when the network was built (<see cref="LayerBuilder.Keep"/>).</summary>
    public object? Plan => Slot.Plan;

    internal LayerSlot Slot { get; init; }

    internal ReadOnlySpan<float> AllValues { get; init; }

    internal Span<float> AllGradients { get; init; }

    internal Span<float> AllStates { get; init; }

    internal int StateStride { get; init; }

    /// <summary>The sizes of a product of the inputs with a weight matrix whose results are the layer's first outputs.</summary>
    /// <param name="units">The number of results.</param>
    /// <param name="activation">The function applied to them; the identity by default.</param>
    /// <returns>The sizes, as the kernels take them.</returns>
    public LinearShape Linear(int units, Activation activation = default) => new()
    {
        Batch = Batch,
        Inputs = InputSize,
        Outputs = units,
        InputStride = InputStride,
        OutputStride = OutputStride,
        Layout = LinearKernels.LayoutFor(units),
        Activation = activation.Kind,
        Slope = activation.Slope,
        InputActivation = InputActivation.Kind,
        InputSlope = InputActivation.Slope,
    };

    /// <summary>The values of one block of parameters.</summary>
    /// <param name="block">The number that the <see cref="LayerBuilder"/> returned.</param>
    /// <returns>The stored values, padding included.</returns>
    public ReadOnlySpan<float> Values(int block) => AllValues.Slice(Slot.Blocks[block].Start, Slot.Blocks[block].Length);

    /// <summary>The gradients of one block of parameters.</summary>
    /// <param name="block">The number that the <see cref="LayerBuilder"/> returned.</param>
    /// <returns>The stored gradients, padding included.</returns>
    public Span<float> Gradients(int block) => AllGradients.Slice(Slot.Blocks[block].Start, Slot.Blocks[block].Length);
}
