using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// What the heads of Gaussian policies share: linear means <c>m = x W^T + b</c>, and behind them in each row numbers that come from logarithms of standard deviations, which are parameters of their own.
/// Backward is that of a linear layer for the means.
/// </summary>
public abstract class MeansHead : Layer
{
    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;
    private readonly float _initialLogStd;

    private protected MeansHead(int size, float initialLogStd, Initializer? kernelInitializer, Initializer? biasInitializer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Size = size;
        _initialLogStd = initialLogStd;
        _kernelInitializer = kernelInitializer ?? Initializer.FanInUniform;
        _biasInitializer = biasInitializer ?? Initializer.FanInUniform;
    }

    /// <summary>How many numbers an action has.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public sealed override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        MatrixLayout layout = LinearKernels.LayoutFor(Size);
        int deviations = Deviations(builder.InputSize);
        builder.AddMatrix("mean.weight", Size, layout, _kernelInitializer);
        builder.AddVectors(_biasInitializer, ("mean.bias", Size));
        builder.AddVectors(Initializer.Constant(_initialLogStd), ("log_std", deviations));
        builder.AddScratch(LinearKernels.ScratchLength(builder.InputSize, Size, layout));
        return Size + deviations;
    }

    /// <inheritdoc/>
    public sealed override void Backward(in LayerContext context)
    {
        Span<float> sums = context.WantsParameterGradients ? context.Gradients(2)[..Deviations(context.InputSize)] : default;
        if (!context.Accumulate) sums.Clear();
        TakeDeviations(context, sums);
        LinearShape shape = context.Linear(Size);
        if (context.WantsParameterGradients)
            LinearKernels.WeightGradient(shape, context.Input, context.OutputGradient, context.Gradients(0), context.Gradients(1), context.Accumulate);
        if (context.WantsInputGradient)
            LinearKernels.InputGradient(shape, context.OutputGradient, context.Values(0), context.Input, context.InputGradient, context.Scratch);
    }

    /// <inheritdoc/>
    public sealed override string ToString() => $"{GetType().Name}({Size})";

    /// <summary>How many standard deviations there are, and as many outputs behind the means.</summary>
    private protected abstract int Deviations(int inputSize);

    /// <summary>Adds the gradients by the logarithms to <paramref name="sums"/>, which is empty where nobody asks, and clears what they came from: what is left behind the means is the padding of the linear layer, which is zero.</summary>
    private protected abstract void TakeDeviations(in LayerContext context, Span<float> sums);

    private protected void ForwardMeans(in LayerContext context) =>
        LinearKernels.Forward(context.Linear(Size), context.Input, context.Values(0), context.Values(1), context.Output);
}
