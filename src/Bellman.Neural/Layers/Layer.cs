namespace Bellman.Neural;

/// <summary>
/// One layer of a <see cref="Network"/>: a description without state. Weights live in <see cref="Parameters"/>, activations in a
/// <see cref="Workspace"/>, so that one layer serves many parameter sets and threads.
/// </summary>
/// <remarks>
/// All matrices that a layer sees are row-major, one row for each sample, rows padded to 16 elements with zeros. Rows that are images
/// (<see cref="LayerBuilder.InputImage"/>) have their channels first, unless the layer is one of the library's own that say otherwise.
/// </remarks>
public abstract class Layer
{
    /// <summary>
    /// The function that <see cref="Forward"/> applies to its outputs. The gradient that <see cref="Backward"/> receives is already
    /// multiplied by its derivative: the layer behind does that in passing, and the network does it for the last layer.
    /// </summary>
    public virtual Activation Activation => Activation.Identity;

    /// <summary>Whether images may come with their channels first.</summary>
    internal virtual bool ReadsChannelsFirst => true;

    /// <summary>Whether images may come with their channels last (<see cref="Numerics.ImageOrders"/>).</summary>
    internal virtual bool ReadsChannelsLast => false;

    /// <summary>States what the layer needs: its parameters, its scratch memory. Called once when a network is built.</summary>
    /// <param name="builder">Knows the number of inputs and takes the declarations.</param>
    /// <returns>The number of outputs.</returns>
    public abstract int Build(LayerBuilder builder);

    /// <summary>Computes the outputs of a batch, the activation function applied.</summary>
    /// <param name="context">The batch, the parameters and the scratch memory.</param>
    public abstract void Forward(in LayerContext context);

    /// <summary>
    /// Computes from the gradient by the outputs (before the activation function) the gradients by the parameters, where
    /// <see cref="LayerContext.WantsParameterGradients"/>, and by the inputs, where <see cref="LayerContext.WantsInputGradient"/>.
    /// The latter is to be multiplied by the derivative of <see cref="LayerContext.InputActivation"/>.
    /// </summary>
    /// <param name="context">The same batch that went forward last.</param>
    public abstract void Backward(in LayerContext context);
}
