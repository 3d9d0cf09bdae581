using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>Activation functions and their derivatives. Results are the same bits for every vector width.</summary>
public static unsafe class Activations
{
    /// <summary>Applies a function to one number.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="slope">Its slope for negative inputs where it is leaky.</param>
    /// <param name="x">The number.</param>
    /// <returns>The function's value.</returns>
    public static float Apply(ActivationKind kind, float slope, float x) => ActivationFunctions.Apply<Simd32, float>(kind, slope, x);

    /// <summary>Applies a function to every element.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="slope">Its slope for negative inputs where it is leaky.</param>
    /// <param name="values">The elements, changed in place.</param>
    public static void Apply(ActivationKind kind, float slope, Span<float> values) => Apply(kind, slope, values, SimdWidths.Native);

    /// <summary>Multiplies a gradient by the derivative of a function, given the function's value.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="slope">Its slope for negative inputs where it is leaky.</param>
    /// <param name="y">The function's value.</param>
    /// <param name="gradient">The gradient by that value.</param>
    /// <returns>The gradient by the function's argument.</returns>
    public static float MultiplyByDerivative(ActivationKind kind, float slope, float y, float gradient) =>
        Derivative<Simd32, float>(kind, slope, &y, gradient);

    /// <summary>Multiplies gradients by the derivative of a function, given the function's values.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="slope">Its slope for negative inputs where it is leaky.</param>
    /// <param name="values">The function's values.</param>
    /// <param name="gradients">As many gradients, multiplied in place.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void MultiplyByDerivative(ActivationKind kind, float slope, ReadOnlySpan<float> values, Span<float> gradients) =>
        MultiplyByDerivative(kind, slope, values, gradients, SimdWidths.Native);

    internal static void Apply(ActivationKind kind, float slope, Span<float> values, SimdWidth width)
    {
        fixed (float* y = values)
        {
            switch (kind)
            {
                case ActivationKind.ReLU:
                    Elementwise.Run(new FunctionPass<ProductFinish.ReLU> { Values = y }, values.Length, width);
                    break;
                case ActivationKind.LeakyReLU:
                    Elementwise.Run(new FunctionPass<ProductFinish.LeakyReLU> { Values = y, Slope = slope }, values.Length, width);
                    break;
                case ActivationKind.Tanh:
                    Elementwise.Run(new FunctionPass<ProductFinish.Tanh> { Values = y }, values.Length, width);
                    break;
                case ActivationKind.Sigmoid:
                    Elementwise.Run(new FunctionPass<ProductFinish.Sigmoid> { Values = y }, values.Length, width);
                    break;
            }
        }
    }

    internal static void MultiplyByDerivative(
        ActivationKind kind, float slope, ReadOnlySpan<float> values, Span<float> gradients, SimdWidth width)
    {
        Vectors.CheckLengths(values.Length, gradients.Length, nameof(gradients));
        if (kind != ActivationKind.Identity)
        {
            fixed (float* y = values, g = gradients)
            {
                Elementwise.Run(new DerivativePass { Kind = kind, Slope = slope, Values = y, Gradients = g }, gradients.Length, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Derivative<TSimd, TVector>(ActivationKind kind, TVector slope, float* y, TVector gradient)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => kind switch
        {
            ActivationKind.ReLU => ProductFinish.ReLUDerivative.Finish<TSimd, TVector>(gradient, y, slope),
            ActivationKind.LeakyReLU => ProductFinish.LeakyReLUDerivative.Finish<TSimd, TVector>(gradient, y, slope),
            ActivationKind.Tanh => ProductFinish.TanhDerivative.Finish<TSimd, TVector>(gradient, y, slope),
            ActivationKind.Sigmoid => ProductFinish.SigmoidDerivative.Finish<TSimd, TVector>(gradient, y, slope),
            _ => gradient,
        };

    private struct FunctionPass<TFunction> : IElementwise
        where TFunction : struct, IProductFinish
    {
        public float* Values;
        public float Slope;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector slope = TSimd.Broadcast(Slope);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TSimd.Store(TFunction.Finish<TSimd, TVector>(TSimd.Load(Values + index), null, slope), Values + index);
            }

            return index;
        }
    }

    private struct DerivativePass : IElementwise
    {
        public ActivationKind Kind;
        public float Slope;
        public float* Values;
        public float* Gradients;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector slope = TSimd.Broadcast(Slope);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TSimd.Store(Derivative<TSimd, TVector>(Kind, slope, Values + index, TSimd.Load(Gradients + index)), Gradients + index);
            }

            return index;
        }
    }
}
