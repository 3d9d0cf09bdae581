using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>A fully connected layer: <c>y = f(x W^T + b)</c> with the weights <c>W</c> of shape <c>[units, inputs]</c>.</summary>
/// <remarks>
/// Backward, with <c>g</c> the gradient by the sums before <c>f</c>: <c>dW = g^T x</c>, <c>db</c> = the sum of <c>g</c> over the
/// batch, <c>dx = g W</c>.
/// </remarks>
public sealed class Dense : Layer
{
    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;

    /// <summary>Describes the layer.</summary>
    /// <param name="units">The number of outputs, positive.</param>
    /// <param name="activation">The function applied to the outputs; the identity by default.</param>
    /// <param name="kernelInitializer">Fills the weights; by default uniform in +-1/sqrt(inputs), as PyTorch does.</param>
    /// <param name="biasInitializer">Fills the biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive.</exception>
    public Dense(int units, Activation activation = default, Initializer? kernelInitializer = null, Initializer? biasInitializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        Units = units;
        Activation = activation;
        _kernelInitializer = kernelInitializer ?? Initializer.FanInUniform;
        _biasInitializer = biasInitializer ?? Initializer.FanInUniform;
    }

    /// <summary>The number of outputs.</summary>
    public int Units { get; }

    /// <inheritdoc/>
    public override Activation Activation { get; }

    /// <inheritdoc/>
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        MatrixLayout layout = LinearKernels.LayoutFor(Units);
        builder.AddMatrix("weight", Units, layout, _kernelInitializer);
        builder.AddVectors(_biasInitializer, ("bias", Units));
        builder.AddScratch(LinearKernels.ScratchLength(builder.InputSize, Units, layout));
        return Units;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context) =>
        LinearKernels.Forward(context.Linear(Units, Activation), context.Input, context.Values(0), context.Values(1), context.Output);

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        LinearShape shape = context.Linear(Units, Activation);
        // The weights first: after the forward pass they are still in a cache that large gradients would drive them out of.
        if (context.WantsInputGradient)
        {
            LinearKernels.InputGradient(
                shape, context.OutputGradient, context.Values(0), context.Input, context.InputGradient, context.Scratch);
        }

        if (context.WantsParameterGradients)
        {
            LinearKernels.WeightGradient(
                shape, context.Input, context.OutputGradient, context.Gradients(0), context.Gradients(1), context.Accumulate);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"Dense({Units}, {Activation})";
}
