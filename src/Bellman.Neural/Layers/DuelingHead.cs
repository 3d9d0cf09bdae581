using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// The dueling head of Wang et al. 2016, equation 9: from the trunk's features one linear state value <c>v</c> and linear
/// advantages <c>a</c>, joined to <c>q_i = v + a_i - mean(a)</c>.
/// </summary>
/// <remarks>
/// Backward, with <c>g</c> the gradient by <c>q</c> of <c>n</c> actions: <c>dv = sum(g)</c>, <c>da_i = g_i - sum(g) / n</c>; the
/// rest is that of a linear layer.
/// </remarks>
public sealed class DuelingHead : Layer
{
    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;

    /// <summary>Describes the head.</summary>
    /// <param name="actions">The number of actions, positive.</param>
    /// <param name="kernelInitializer">Fills the weights; by default uniform in +-1/sqrt(inputs), as PyTorch does.</param>
    /// <param name="biasInitializer">Fills the biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="actions"/> is not positive.</exception>
    public DuelingHead(int actions, Initializer? kernelInitializer = null, Initializer? biasInitializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actions);
        Actions = actions;
        _kernelInitializer = kernelInitializer ?? Initializer.FanInUniform;
        _biasInitializer = biasInitializer ?? Initializer.FanInUniform;
    }

    /// <summary>The number of actions.</summary>
    public int Actions { get; }

    /// <inheritdoc/>
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddStackedRows(_kernelInitializer, ("value.weight", 1), ("advantage.weight", Actions));
        builder.AddVectors(_biasInitializer, ("value.bias", 1), ("advantage.bias", Actions));
        builder.AddScratch(0, AlignedBuffer.Pad(Actions + 1));
        return Actions;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        int stride = AlignedBuffer.Pad(Actions + 1);
        Span<float> streams = context.Scratch;
        LinearKernels.Forward(Shape(context), context.Input, context.Values(0), context.Values(1), streams);
        for (int row = 0; row < context.Batch; row++)
        {
            ReadOnlySpan<float> advantages = streams.Slice((row * stride) + 1, Actions);
            Span<float> q = context.Output.Slice(row * context.OutputStride, Actions);
            float offset = streams[row * stride] - (Sum(advantages) / Actions);
            for (int i = 0; i < q.Length; i++)
            {
                q[i] = advantages[i] + offset;
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        int stride = AlignedBuffer.Pad(Actions + 1);
        Span<float> streams = context.Scratch;
        for (int row = 0; row < context.Batch; row++)
        {
            ReadOnlySpan<float> gradient = context.OutputGradient.Slice(row * context.OutputStride, Actions);
            Span<float> joint = streams.Slice(row * stride, Actions + 1);
            float sum = Sum(gradient);
            joint[0] = sum;
            for (int i = 0; i < gradient.Length; i++)
            {
                joint[i + 1] = gradient[i] - (sum / Actions);
            }
        }

        LinearShape shape = Shape(context);
        if (context.WantsParameterGradients)
        {
            LinearKernels.WeightGradient(shape, context.Input, streams, context.Gradients(0), context.Gradients(1), context.Accumulate);
        }

        if (context.WantsInputGradient)
        {
            LinearKernels.InputGradient(shape, streams, context.Values(0), context.Input, context.InputGradient, default);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"DuelingHead({Actions})";

    private static float Sum(ReadOnlySpan<float> values)
    {
        float sum = 0f;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }

    private LinearShape Shape(in LayerContext context) => new()
    {
        Batch = context.Batch,
        Inputs = context.InputSize,
        Outputs = Actions + 1,
        InputStride = context.InputStride,
        OutputStride = AlignedBuffer.Pad(Actions + 1),
        Layout = MatrixLayout.Rows,
        InputActivation = context.InputActivation.Kind,
        InputSlope = context.InputActivation.Slope,
    };
}
