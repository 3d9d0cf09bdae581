using System.Runtime.CompilerServices;
using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// The head of a Gaussian policy whose noise is a linear function of the inputs h (Raffin et al. 2021): linear means <c>m = h W^T + b</c>, and behind them, action by action, the inputs times
/// standard deviations that are parameters of their own:
/// <code>s_ji = exp(log_std_ji) h_i</code>
/// With standard normal z the noise of action j is <c>sum_i s_ji z_ji</c>, its variance <c>sum_i s_ji^2</c>.
/// </summary>
/// <remarks>
/// Backward: that of a linear layer for the means; the gradient by <c>log_std_ji</c> is the sum over the batch of <c>s_ji</c> times its own. None goes through s to the inputs: what the
/// layers before learn is not to depend on how much noise they make.
/// </remarks>
public sealed class StateGaussianHead : MeansHead
{
    /// <summary>Describes the head.</summary>
    /// <param name="size">How many numbers an action has, positive; the layer has so many outputs for the means, and for each of them as many as inputs.</param>
    /// <param name="initialLogStd">The logarithm of each standard deviation at the beginning. Default 0.</param>
    /// <param name="kernelInitializer">Fills the weights; by default uniform in +-1/sqrt(inputs), as PyTorch does.</param>
    /// <param name="biasInitializer">Fills the biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public StateGaussianHead(int size, float initialLogStd = 0f, Initializer? kernelInitializer = null, Initializer? biasInitializer = null)
        : base(size, initialLogStd, kernelInitializer, biasInitializer)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in LayerContext context)
    {
        ForwardMeans(context);
        ReadOnlySpan<float> logStds = context.Values(2)[..(Size * context.InputSize)];
        for (int at = 0; at < logStds.Length; at++)
        {
            float std = ElementaryFunctions.Exp(logStds[at]);
            int from = at % context.InputSize, to = Size + at;
            for (int row = 0; row < context.Batch; row++, from += context.InputStride, to += context.OutputStride) context.Output[to] = std * context.Input[from];
        }
    }

    private protected override int Deviations(int inputSize) => Size * inputSize;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void TakeDeviations(in LayerContext context, Span<float> sums)
    {
        int length = Deviations(context.InputSize);
        for (int row = 0; row < context.Batch; row++)
        {
            Span<float> gradient = context.OutputGradient.Slice((row * context.OutputStride) + Size, length);
            ReadOnlySpan<float> scaled = context.Output.Slice((row * context.OutputStride) + Size, length);
            for (int i = 0; i < sums.Length; i++) sums[i] += gradient[i] * scaled[i];
            gradient.Clear();
        }
    }
}
