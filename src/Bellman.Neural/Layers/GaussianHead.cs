using System.Runtime.CompilerServices;
using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// The head of a Gaussian policy: linear means <c>m = x W^T + b</c>, and behind them logarithms of standard deviations that are
/// parameters of their own, the same for every input (Schulman et al. 2015, TRPO).
/// </summary>
/// <remarks>Backward: that of a linear layer for the means; each logarithm's gradient is the sum over the batch.</remarks>
public sealed class GaussianHead : MeansHead
{
    /// <summary>Describes the head.</summary>
    /// <param name="size">How many numbers an action has, positive; the layer has twice as many outputs.</param>
    /// <param name="initialLogStd">The logarithm of each standard deviation at the beginning. Default 0.</param>
    /// <param name="kernelInitializer">Fills the weights; by default uniform in +-1/sqrt(inputs), as PyTorch does.</param>
    /// <param name="biasInitializer">Fills the biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public GaussianHead(int size, float initialLogStd = 0f, Initializer? kernelInitializer = null, Initializer? biasInitializer = null)
        : base(size, initialLogStd, kernelInitializer, biasInitializer)
    {
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        ForwardMeans(context);
        RowCopy.Copy(context.Values(2), Size, 0, context.Output[Size..], context.OutputStride, context.Batch);
    }

    private protected override int Deviations(int inputSize) => Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void TakeDeviations(in LayerContext context, Span<float> sums)
    {
        for (int row = 0; row < context.Batch; row++)
        {
            Span<float> gradient = context.OutputGradient.Slice((row * context.OutputStride) + Size, Size);
            for (int i = 0; i < sums.Length; i++) sums[i] += gradient[i];
            for (int i = 0; i < gradient.Length; i++) gradient[i] = 0;
        }
    }
}
