using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>Layer normalization of rows, and its gradients. Results are the same bits for every vector width.</summary>
/// <remarks>
/// Sums over a row are taken in 16 lanes, element i in lane i mod 16, which are then added pairwise. The padding of rows, weights and
/// biases is zero.
/// </remarks>
public static unsafe class NormalizationKernels
{
    /// <summary>
    /// <c>y = (x - m) s w + b</c> for each row, <c>m</c> its mean and <c>s = 1 / sqrt(v + epsilon)</c>, <c>v</c> being the mean of
    /// <c>(x - m)^2</c>.
    /// </summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of elements of a row.</param>
    /// <param name="epsilon">Keeps rows of equal elements from a division by zero.</param>
    /// <param name="input">The rows.</param>
    /// <param name="inputStride">The distance between them, at least the number of elements padded to 16.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The biases.</param>
    /// <param name="output">Receives the rows.</param>
    /// <param name="outputStride">The distance between them.</param>
    /// <param name="moments">Receives <c>m</c> and <c>s</c> of each row.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void Forward(
        int rows,
        int columns,
        float epsilon,
        ReadOnlySpan<float> input,
        int inputStride,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> bias,
        Span<float> output,
        int outputStride,
        Span<float> moments)
    {
        int padded = AlignedBuffer.Pad(columns);
        LinearShape.Check(input.Length, ((long)(rows - 1) * inputStride) + padded, nameof(input));
        LinearShape.Check(output.Length, ((long)(rows - 1) * outputStride) + padded, nameof(output));
        LinearShape.Check(weights.Length, padded, nameof(weights));
        LinearShape.Check(bias.Length, padded, nameof(bias));
        LinearShape.Check(moments.Length, 2L * rows, nameof(moments));
        fixed (float* x = input, y = output, w = weights, b = bias)
        {
            for (int row = 0; row < rows; row++)
            {
                float* from = x + ((nint)row * inputStride);
                float mean = LaneSums.Compute(new Element { Values = from }, columns, SimdWidths.Native) / columns;
                float variance = LaneSums.Compute(new Deviation { Values = from, Mean = mean }, columns, SimdWidths.Native) / columns;
                float scale = 1f / MathF.Sqrt(variance + epsilon);
                moments[2 * row] = mean;
                moments[(2 * row) + 1] = scale;
                var pass = new ForwardPass { Mean = mean, Scale = scale, Input = from, Weights = w, Bias = b, Output = y + ((nint)row * outputStride) };
                Elementwise.Run(pass, padded, SimdWidths.Native);
            }
        }
    }

    /// <summary>
    /// With <c>g</c> the gradient by <c>y</c> and <c>n = (x - m) s</c>: by the weights the sum of <c>g n</c> over the rows, by the biases
    /// that of <c>g</c>; by the inputs <c>s (h - mean(h) - n mean(h n))</c> with <c>h = g w</c>, means over the row: the second term
    /// is what the mean passes on, the third what the variance does.
    /// </summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of elements of a row.</param>
    /// <param name="input">The rows that went forward.</param>
    /// <param name="inputStride">The distance between them and between those of <paramref name="inputGradient"/>.</param>
    /// <param name="moments"><c>m</c> and <c>s</c> of each row.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="outputGradient">The gradient by <c>y</c>.</param>
    /// <param name="outputStride">The distance between its rows.</param>
    /// <param name="weightGradient">The gradient by the weights, which this is added to; empty if nobody asks.</param>
    /// <param name="biasGradient">The gradient by the biases, which this is added to; empty if nobody asks.</param>
    /// <param name="inputGradient">Receives the gradient by the inputs; empty if nobody asks.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void Backward(
        int rows,
        int columns,
        ReadOnlySpan<float> input,
        int inputStride,
        ReadOnlySpan<float> moments,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> outputGradient,
        int outputStride,
        Span<float> weightGradient,
        Span<float> biasGradient,
        Span<float> inputGradient)
    {
        int padded = AlignedBuffer.Pad(columns);
        LinearShape.Check(input.Length, ((long)(rows - 1) * inputStride) + padded, nameof(input));
        LinearShape.Check(outputGradient.Length, ((long)(rows - 1) * outputStride) + padded, nameof(outputGradient));
        LinearShape.Check(weights.Length, padded, nameof(weights));
        LinearShape.Check(moments.Length, 2L * rows, nameof(moments));
        fixed (float* x = input, g = outputGradient, w = weights, dw = weightGradient, db = biasGradient, dx = inputGradient)
        {
            for (int row = 0; row < rows; row++)
            {
                var pass = new BackwardPass
                {
                    Mean = moments[2 * row],
                    Scale = moments[(2 * row) + 1],
                    Input = x + ((nint)row * inputStride),
                    OutputGradient = g + ((nint)row * outputStride),
                    Weights = w,
                    WeightGradient = dw,
                    BiasGradient = db,
                    InputGradient = dx == null ? null : dx + ((nint)row * inputStride),
                };
                if (dx != null)
                {
                    pass.GradientMean = LaneSums.Compute(new WeightedGradient { Pass = pass }, columns, SimdWidths.Native) / columns;
                    pass.Projection = LaneSums.Compute(new ProjectedGradient { Pass = pass }, columns, SimdWidths.Native) / columns;
                }

                Elementwise.Run(pass, columns, SimdWidths.Native);
            }
        }
    }

    private struct Element : ILaneTerm
    {
        public float* Values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TVector At<TSimd, TVector>(int index)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.Load(Values + index);
    }

    private struct Deviation : ILaneTerm
    {
        public float* Values;
        public float Mean;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TVector At<TSimd, TVector>(int index)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector deviation = TSimd.Subtract(TSimd.Load(Values + index), TSimd.Broadcast(Mean));
            return TSimd.Multiply(deviation, deviation);
        }
    }

    private struct WeightedGradient : ILaneTerm
    {
        public BackwardPass Pass;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TVector At<TSimd, TVector>(int index)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => Pass.Weighted<TSimd, TVector>(index);
    }

    private struct ProjectedGradient : ILaneTerm
    {
        public BackwardPass Pass;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TVector At<TSimd, TVector>(int index)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.Multiply(Pass.Weighted<TSimd, TVector>(index), Pass.Normalized<TSimd, TVector>(index));
    }

    private struct ForwardPass : IElementwise
    {
        public float Mean;
        public float Scale;
        public float* Input;
        public float* Weights;
        public float* Bias;
        public float* Output;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector mean = TSimd.Broadcast(Mean);
            TVector scale = TSimd.Broadcast(Scale);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector normalized = TSimd.Multiply(TSimd.Subtract(TSimd.Load(Input + index), mean), scale);
                TSimd.Store(TSimd.FusedMultiplyAdd(normalized, TSimd.Load(Weights + index), TSimd.Load(Bias + index)), Output + index);
            }

            return index;
        }
    }

    private struct BackwardPass : IElementwise
    {
        public float Mean;
        public float Scale;
        public float GradientMean;
        public float Projection;
        public float* Input;
        public float* OutputGradient;
        public float* Weights;
        public float* WeightGradient;
        public float* BiasGradient;
        public float* InputGradient;

        /// <summary>The gradient by the normalized elements.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TVector Weighted<TSimd, TVector>(int index)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.Multiply(TSimd.Load(OutputGradient + index), TSimd.Load(Weights + index));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TVector Normalized<TSimd, TVector>(int index)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(TSimd.Subtract(TSimd.Load(Input + index), TSimd.Broadcast(Mean)), TSimd.Broadcast(Scale));

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector scale = TSimd.Broadcast(Scale);
            TVector gradientMean = TSimd.Broadcast(GradientMean);
            TVector projection = TSimd.Negate(TSimd.Broadcast(Projection));
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector normalized = Normalized<TSimd, TVector>(index);
                if (WeightGradient != null)
                {
                    TVector gradient = TSimd.Load(OutputGradient + index);
                    TVector weight = TSimd.FusedMultiplyAdd(gradient, normalized, TSimd.Load(WeightGradient + index));
                    TSimd.Store(weight, WeightGradient + index);
                    TSimd.Store(TSimd.Add(TSimd.Load(BiasGradient + index), gradient), BiasGradient + index);
                }

                if (InputGradient != null)
                {
                    TVector centred = TSimd.Subtract(Weighted<TSimd, TVector>(index), gradientMean);
                    TSimd.Store(TSimd.Multiply(TSimd.FusedMultiplyAdd(normalized, projection, centred), scale), InputGradient + index);
                }
            }

            return index;
        }
    }
}
