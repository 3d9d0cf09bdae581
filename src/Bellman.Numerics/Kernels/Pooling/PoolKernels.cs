using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// The largest or the mean of each window of an image, channels last, and the gradients. Results are the same bits for every vector width.
/// </summary>
public static unsafe class PoolKernels
{
    /// <summary>The largest element of each window.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">An image.</param>
    /// <param name="output">Receives the image of the largest elements.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void Max(PoolShape shape, ReadOnlySpan<float> input, Span<float> output)
    {
        Check(shape, input.Length, nameof(input), output.Length, nameof(output));
        fixed (float* x = input, y = output)
        {
            for (int position = 0; position < shape.OutputHeight * shape.OutputWidth; position++)
            {
                var pass = new MaxPass { Window = new PoolWindow(shape), Input = x + shape.WindowOf(position), Output = y + (position * shape.PixelStride) };
                Elementwise.Run(pass, shape.PixelStride, SimdWidths.Native);
            }
        }
    }

    /// <summary>Gives the gradient of each window to its largest element, the first of those that are equal.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">The image that went forward.</param>
    /// <param name="output">The image of the largest elements.</param>
    /// <param name="outputGradient">The gradient by it.</param>
    /// <param name="inputGradient">The gradient by the input, which this is added to.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void AddMaxGradient(
        PoolShape shape,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient)
    {
        Check(shape, input.Length, nameof(input), output.Length, nameof(output));
        Check(shape, inputGradient.Length, nameof(inputGradient), outputGradient.Length, nameof(outputGradient));
        fixed (float* x = input, y = output, g = outputGradient, dx = inputGradient)
        {
            for (int position = 0; position < shape.OutputHeight * shape.OutputWidth; position++)
            {
                int window = shape.WindowOf(position);
                int pixel = position * shape.PixelStride;
                var pass = new MaxGradientPass
                {
                    Window = new PoolWindow(shape),
                    Input = x + window,
                    Output = y + pixel,
                    OutputGradient = g + pixel,
                    InputGradient = dx + window,
                };
                Elementwise.Run(pass, shape.PixelStride, SimdWidths.Native);
            }
        }
    }

    /// <summary>The mean of each window.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">An image.</param>
    /// <param name="output">Receives the image of means.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void Average(PoolShape shape, ReadOnlySpan<float> input, Span<float> output)
    {
        Check(shape, input.Length, nameof(input), output.Length, nameof(output));
        fixed (float* x = input, y = output)
        {
            for (int position = 0; position < shape.OutputHeight * shape.OutputWidth; position++)
            {
                var pass = new AveragePass { Window = new PoolWindow(shape), Input = x + shape.WindowOf(position), Output = y + (position * shape.PixelStride) };
                Elementwise.Run(pass, shape.PixelStride, SimdWidths.Native);
            }
        }
    }

    /// <summary>Shares the gradient of each window among its elements.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="outputGradient">The gradient by the means.</param>
    /// <param name="inputGradient">The gradient by the input, which this is added to.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void AddAverageGradient(PoolShape shape, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        Check(shape, inputGradient.Length, nameof(inputGradient), outputGradient.Length, nameof(outputGradient));
        fixed (float* g = outputGradient, dx = inputGradient)
        {
            for (int position = 0; position < shape.OutputHeight * shape.OutputWidth; position++)
            {
                var pass = new AverageGradientPass
                {
                    Window = new PoolWindow(shape),
                    OutputGradient = g + (position * shape.PixelStride),
                    InputGradient = dx + shape.WindowOf(position),
                };
                Elementwise.Run(pass, shape.PixelStride, SimdWidths.Native);
            }
        }
    }

    private static void Check(PoolShape shape, int input, string inputName, int output, string outputName)
    {
        ArgumentNullException.ThrowIfNull(shape);
        LinearShape.Check(input, shape.InputLength, inputName);
        LinearShape.Check(output, shape.OutputLength, outputName);
    }

    private struct MaxPass : IElementwise
    {
        public PoolWindow Window;
        public float* Input;
        public float* Output;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector max = TSimd.Load(Input + index);
                for (int tap = 1; tap < Window.Taps; tap++)
                {
                    max = TSimd.AtLeast(TSimd.Load(Input + index + Window.Offset(tap)), max);
                }

                TSimd.Store(max, Output + index);
            }

            return index;
        }
    }

    private struct MaxGradientPass : IElementwise
    {
        public PoolWindow Window;
        public float* Input;
        public float* Output;
        public float* OutputGradient;
        public float* InputGradient;

        /// <summary>What an element that equals the largest takes is gone for those after it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector max = TSimd.Load(Output + index);
                TVector left = TSimd.Load(OutputGradient + index);
                for (int tap = 0; tap < Window.Taps; tap++)
                {
                    int at = index + Window.Offset(tap);
                    TVector x = TSimd.Load(Input + at);
                    TVector taken = TSimd.WhereAtMost(max, x, left, TSimd.Zero);
                    left = TSimd.WhereAtMost(max, x, TSimd.Zero, left);
                    TSimd.Store(TSimd.Add(TSimd.Load(InputGradient + at), taken), InputGradient + at);
                }
            }

            return index;
        }
    }

    private struct AveragePass : IElementwise
    {
        public PoolWindow Window;
        public float* Input;
        public float* Output;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector share = TSimd.Broadcast(1f / Window.Taps);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector sum = TSimd.Load(Input + index);
                for (int tap = 1; tap < Window.Taps; tap++)
                {
                    sum = TSimd.Add(sum, TSimd.Load(Input + index + Window.Offset(tap)));
                }

                TSimd.Store(TSimd.Multiply(sum, share), Output + index);
            }

            return index;
        }
    }

    private struct AverageGradientPass : IElementwise
    {
        public PoolWindow Window;
        public float* OutputGradient;
        public float* InputGradient;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector factor = TSimd.Broadcast(1f / Window.Taps);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector share = TSimd.Multiply(TSimd.Load(OutputGradient + index), factor);
                for (int tap = 0; tap < Window.Taps; tap++)
                {
                    int at = index + Window.Offset(tap);
                    TSimd.Store(TSimd.Add(TSimd.Load(InputGradient + at), share), InputGradient + at);
                }
            }

            return index;
        }
    }
}
