namespace Bellman.Numerics;

/// <summary>
/// The products of a linear layer, one element after the other: the definition of what <see cref="LinearKernels"/> computes, down
/// to the order of the operations.
/// </summary>
/// <remarks>
/// Every multiplication and addition is fused. An output of <see cref="MatrixLayout.Panels"/> starts at its bias and adds the
/// inputs in order. An output of <see cref="MatrixLayout.Rows"/> is summed in 16 lanes, input i in lane i mod 16, which are then
/// added pairwise (l and l + 8, l + 4, l + 2, l + 1), the bias last. Gradients by weights add the samples in order, gradients by
/// inputs the outputs in order, gradients by biases the samples in four sums, sample b in sum b mod 4.
/// </remarks>
internal static class LinearReference
{
    public static void Forward(
        in LinearShape shape, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output)
    {
        for (int row = 0; row < shape.Batch; row++)
        {
            ReadOnlySpan<float> x = input.Slice(row * shape.InputStride, shape.Inputs);
            for (int o = 0; o < shape.Outputs; o++)
            {
                float sum = shape.Layout == MatrixLayout.Panels
                    ? InOrder(shape, x, weights, bias[o], o)
                    : InLanes(shape, x, weights, o) + bias[o];
                output[(row * shape.OutputStride) + o] = Activations.Apply(shape.Activation, shape.Slope, sum);
            }
        }
    }

    public static void WeightGradient(
        in LinearShape shape,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        Span<float> weightGradient,
        Span<float> biasGradient,
        bool accumulate)
    {
        for (int o = 0; o < shape.Outputs; o++)
        {
            float biasSum = ColumnSum(shape, outputGradient, o);
            biasGradient[o] = accumulate ? biasGradient[o] + biasSum : biasSum;
            for (int i = 0; i < shape.Inputs; i++)
            {
                int index = shape.WeightIndex(o, i);
                float sum = accumulate ? weightGradient[index] : 0f;
                for (int row = 0; row < shape.Batch; row++)
                {
                    sum = MathF.FusedMultiplyAdd(input[(row * shape.InputStride) + i], outputGradient[(row * shape.OutputStride) + o], sum);
                }

                weightGradient[index] = sum;
            }
        }
    }

    public static void InputGradient(
        in LinearShape shape,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> input,
        Span<float> inputGradient)
    {
        for (int row = 0; row < shape.Batch; row++)
        {
            for (int i = 0; i < shape.Inputs; i++)
            {
                float sum = 0f;
                for (int o = 0; o < shape.Outputs; o++)
                {
                    sum = MathF.FusedMultiplyAdd(outputGradient[(row * shape.OutputStride) + o], weights[shape.WeightIndex(o, i)], sum);
                }

                int index = (row * shape.InputStride) + i;
                inputGradient[index] = Activations.MultiplyByDerivative(shape.InputActivation, shape.InputSlope, input[index], sum);
            }
        }
    }

    private static float ColumnSum(in LinearShape shape, ReadOnlySpan<float> matrix, int column)
    {
        Span<float> sums = stackalloc float[4];
        sums.Clear();
        for (int row = 0; row < shape.Batch; row++)
        {
            sums[row & 3] += matrix[(row * shape.OutputStride) + column];
        }

        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }

    private static float InOrder(in LinearShape shape, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, float bias, int output)
    {
        float sum = bias;
        for (int i = 0; i < x.Length; i++)
        {
            sum = MathF.FusedMultiplyAdd(x[i], weights[shape.WeightIndex(output, i)], sum);
        }

        return sum;
    }

    private static float InLanes(in LinearShape shape, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, int output)
    {
        Span<float> lanes = stackalloc float[16];
        lanes.Clear();
        for (int i = 0; i < x.Length; i++)
        {
            lanes[i & 15] = MathF.FusedMultiplyAdd(x[i], weights[shape.WeightIndex(output, i)], lanes[i & 15]);
        }

        for (int half = 8; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                lanes[lane] += lanes[lane + half];
            }
        }

        return lanes[0];
    }
}
