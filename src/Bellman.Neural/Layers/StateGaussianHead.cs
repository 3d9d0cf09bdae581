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
public sealed class StateGaussianHead : Layer
{
    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;
    private readonly float _initialLogStd;

    /// <summary>Describes the head.</summary>
    /// <param name="size">How many numbers an action has, positive; the layer has so many outputs for the means, and for each of them as many as inputs.</param>
    /// <param name="initialLogStd">The logarithm of each standard deviation at the beginning. Default 0.</param>
    /// <param name="kernelInitializer">Fills the weights; by default uniform in +-1/sqrt(inputs), as PyTorch does.</param>
    /// <param name="biasInitializer">Fills the biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public StateGaussianHead(int size, float initialLogStd = 0f, Initializer? kernelInitializer = null, Initializer? biasInitializer = null)
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
        builder.AddVectors(Initializer.Constant(_initialLogStd), ("log_std", Size * builder.InputSize));
        builder.AddScratch(LinearKernels.ScratchLength(builder.InputSize, Size, layout));
        return Size + (Size * builder.InputSize);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in LayerContext context)
    {
        LinearKernels.Forward(context.Linear(Size), context.Input, context.Values(0), context.Values(1), context.Output);
        ReadOnlySpan<float> logStds = context.Values(2)[..(Size * context.InputSize)];
        for (int at = 0; at < logStds.Length; at++)
        {
            float std = ElementaryFunctions.Exp(logStds[at]);
            int from = at % context.InputSize, to = Size + at;
            for (int row = 0; row < context.Batch; row++, from += context.InputStride, to += context.OutputStride) context.Output[to] = std * context.Input[from];
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        TakeDeviations(context);
        LinearShape shape = context.Linear(Size);
        if (context.WantsParameterGradients)
            LinearKernels.WeightGradient(shape, context.Input, context.OutputGradient, context.Gradients(0), context.Gradients(1), context.Accumulate);
        if (context.WantsInputGradient)
            LinearKernels.InputGradient(shape, context.OutputGradient, context.Values(0), context.Input, context.InputGradient, context.Scratch);
    }

    /// <inheritdoc/>
    public override string ToString() => $"StateGaussianHead({Size})";

    /// <summary>Adds up the gradients by the logarithms and clears what they came from: what is left behind the means is the padding of the linear layer, which is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeDeviations(in LayerContext context)
    {
        int length = Size * context.InputSize;
        Span<float> sums = context.WantsParameterGradients ? context.Gradients(2)[..length] : default;
        if (!context.Accumulate) sums.Clear();
        for (int row = 0; row < context.Batch; row++)
        {
            Span<float> gradient = context.OutputGradient.Slice((row * context.OutputStride) + Size, length);
            ReadOnlySpan<float> scaled = context.Output.Slice((row * context.OutputStride) + Size, length);
            for (int i = 0; i < sums.Length; i++) sums[i] += gradient[i] * scaled[i];
            gradient.Clear();
        }
    }
}
