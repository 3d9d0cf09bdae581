using System.Runtime.CompilerServices;
using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// The head of a Gaussian policy: linear means <c>m = x W^T + b</c>, and behind them logarithms of standard deviations that are
/// parameters of their own, the same for every input (Schulman et al. 2015, TRPO).
/// </summary>
/// <remarks>Backward: that of a linear layer for the means; each logarithm's gradient is the sum over the batch.</remarks>
public sealed class GaussianHead : Layer
{
    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;
    private readonly float _initialLogStd;

    /// <summary>Describes the head.</summary>
    /// <param name="size">How many numbers an action has, positive; the layer has twice as many outputs.</param>
    /// <param name="initialLogStd">The logarithm of each standard deviation at the beginning. Default 0.</param>
    /// <param name="kernelInitializer">Fills the weights; by default uniform in +-1/sqrt(inputs), as PyTorch does.</param>
    /// <param name="biasInitializer">Fills the biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public GaussianHead(int size, float initialLogStd = 0f, Initializer? kernelInitializer = null, Initializer? biasInitializer = null)
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
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        MatrixLayout layout = LinearKernels.LayoutFor(Size);
        builder.AddMatrix("mean.weight", Size, layout, _kernelInitializer);
        builder.AddVectors(_biasInitializer, ("mean.bias", Size));
        builder.AddVectors(Initializer.Constant(_initialLogStd), ("log_std", Size));
        builder.AddScratch(LinearKernels.ScratchLength(builder.InputSize, Size, layout));
        return 2 * Size;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        LinearKernels.Forward(context.Linear(Size), context.Input, context.Values(0), context.Values(1), context.Output);
        RowCopy.Copy(context.Values(2), Size, 0, context.Output[Size..], context.OutputStride, context.Batch);
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        Span<float> sums = context.WantsParameterGradients ? context.Gradients(2)[..Size] : default;
        if (!context.Accumulate) sums.Clear();
        TakeDeviations(context.OutputGradient, context.OutputStride, context.Batch, sums);
        LinearShape shape = context.Linear(Size);
        if (context.WantsParameterGradients)
            LinearKernels.WeightGradient(shape, context.Input, context.OutputGradient, context.Gradients(0), context.Gradients(1), context.Accumulate);
        if (context.WantsInputGradient)
            LinearKernels.InputGradient(shape, context.OutputGradient, context.Values(0), context.Input, context.InputGradient, context.Scratch);
    }

    /// <summary>Adds up the gradients by the logarithms and clears them: what is left behind the means is the padding of the linear layer, which is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeDeviations(Span<float> gradients, int stride, int rows, Span<float> sums)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<float> gradient = gradients.Slice((row * stride) + Size, Size);
            for (int i = 0; i < sums.Length; i++) sums[i] += gradient[i];
            for (int i = 0; i < gradient.Length; i++) gradient[i] = 0;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"GaussianHead({Size})";
}
