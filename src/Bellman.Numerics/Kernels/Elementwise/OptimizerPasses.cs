using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>One optimizer step as one pass over flat arrays. Results are the same bits for every vector width.</summary>
public static unsafe class OptimizerPasses
{
    /// <summary>About what a root and a quotient take, or reading and writing three numbers in memory, in floating-point operations of a product.</summary>
    private const int CostOfElement = 30;

    /// <summary>One step of Adam.</summary>
    /// <param name="rule">Its numbers.</param>
    /// <param name="values">The parameters to change.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="mean">The mean of gradients.</param>
    /// <param name="square">The mean of squared gradients.</param>
    /// <param name="largest">The largest mean square so far, or empty.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Adam(
        in AdamRule rule, Span<float> values, ReadOnlySpan<float> gradients, Span<float> mean, Span<float> square, Span<float> largest) =>
        Adam(rule, values, gradients, mean, square, largest, SimdWidths.Native);

    /// <summary>One step of RMSprop.</summary>
    /// <param name="rule">Its numbers.</param>
    /// <param name="values">The parameters to change.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="square">The mean of squared gradients.</param>
    /// <param name="mean">The mean of gradients, or empty when not centered.</param>
    /// <param name="velocity">The momentum, or empty without.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void RmsProp(
        in RmsPropRule rule,
        Span<float> values,
        ReadOnlySpan<float> gradients,
        Span<float> square,
        Span<float> mean,
        Span<float> velocity) =>
        RmsProp(rule, values, gradients, square, mean, velocity, SimdWidths.Native);

    /// <summary>One step of gradient descent.</summary>
    /// <param name="rule">Its numbers.</param>
    /// <param name="values">The parameters to change.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="velocity">The momentum, or empty without.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sgd(in SgdRule rule, Span<float> values, ReadOnlySpan<float> gradients, Span<float> velocity) =>
        Sgd(rule, values, gradients, velocity, SimdWidths.Native);

    internal static void Adam(
        in AdamRule rule,
        Span<float> values,
        ReadOnlySpan<float> gradients,
        Span<float> mean,
        Span<float> square,
        Span<float> largest,
        SimdWidth width)
    {
        CheckState(values.Length, mean, nameof(mean), optional: false);
        CheckState(values.Length, square, nameof(square), optional: false);
        CheckState(values.Length, largest, nameof(largest), optional: true);
        Vectors.CheckLengths(values.Length, gradients.Length, nameof(gradients));
        fixed (float* w = values, g = gradients, m = mean, v = square, l = largest)
        {
            Elementwise.RunShared(
                new AdamPass { Rule = rule, Values = w, Gradients = g, Mean = m, Square = v, Largest = l }, values.Length, CostOfElement, width);
        }
    }

    internal static void RmsProp(
        in RmsPropRule rule,
        Span<float> values,
        ReadOnlySpan<float> gradients,
        Span<float> square,
        Span<float> mean,
        Span<float> velocity,
        SimdWidth width)
    {
        CheckState(values.Length, square, nameof(square), optional: false);
        CheckState(values.Length, mean, nameof(mean), optional: true);
        CheckState(values.Length, velocity, nameof(velocity), optional: true);
        Vectors.CheckLengths(values.Length, gradients.Length, nameof(gradients));
        fixed (float* w = values, g = gradients, v = square, m = mean, b = velocity)
        {
            Elementwise.RunShared(
                new RmsPropPass { Rule = rule, Values = w, Gradients = g, Square = v, Mean = m, Velocity = b }, values.Length, CostOfElement, width);
        }
    }

    internal static void Sgd(in SgdRule rule, Span<float> values, ReadOnlySpan<float> gradients, Span<float> velocity, SimdWidth width)
    {
        CheckState(values.Length, velocity, nameof(velocity), optional: true);
        Vectors.CheckLengths(values.Length, gradients.Length, nameof(gradients));
        fixed (float* w = values, g = gradients, b = velocity)
        {
            Elementwise.Run(new SgdPass { Rule = rule, Values = w, Gradients = g, Velocity = b }, values.Length, width);
        }
    }

    private static void CheckState(int length, ReadOnlySpan<float> state, string name, bool optional)
    {
        if (!(optional && state.IsEmpty))
        {
            Vectors.CheckLengths(length, state.Length, name);
        }
    }

    /// <summary>A <see cref="GradientTransform"/> in registers.</summary>
    private readonly struct Transform<TSimd, TVector>(in GradientTransform numbers)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        private readonly TVector _scale = TSimd.Broadcast(numbers.Scale);
        private readonly TVector _l2 = TSimd.Broadcast(numbers.L2);
        private readonly TVector _decay = TSimd.Broadcast(numbers.Decay);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply(float* gradient, TVector value)
        {
            TVector g = TSimd.FusedMultiplyAdd(_l2, value, TSimd.Load(gradient));
            return TSimd.FusedMultiplyAdd(_decay, value, TSimd.Multiply(g, _scale));
        }
    }

    /// <summary>
    /// Zero instead of magnitudes up to 2^-100. The means of a parameter that gets no gradient any more (behind a ReLU that never
    /// fires) would end at a subnormal number that rounding never lets reach zero, and arithmetic with those is several times
    /// slower.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Settle<TSimd, TVector>(TVector value)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.WhereAtMost(TSimd.Abs(value), TSimd.Broadcast(7.888609e-31f), TSimd.Zero, value);

    /// <summary>A mean that forgets, <c>decay * mean + complement * sample</c>, its numbers in registers.</summary>
    private readonly struct Mean<TSimd, TVector>(float decay, float complement)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        private readonly TVector _decay = TSimd.Broadcast(decay);
        private readonly TVector _complement = TSimd.Broadcast(complement);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Update(float* mean, TVector sample)
        {
            TVector present = Settle<TSimd, TVector>(TSimd.FusedMultiplyAdd(_decay, TSimd.Load(mean), TSimd.Multiply(_complement, sample)));
            TSimd.Store(present, mean);
            return present;
        }
    }

    private struct AdamPass : IElementwise
    {
        public AdamRule Rule;
        public float* Values;
        public float* Gradients;
        public float* Mean;
        public float* Square;
        public float* Largest;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var transform = new Transform<TSimd, TVector>(Rule.Gradient);
            var means = new Mean<TSimd, TVector>(Rule.Beta1, Rule.Beta1Complement);
            var squares = new Mean<TSimd, TVector>(Rule.Beta2, Rule.Beta2Complement);
            TVector rootScale = TSimd.Broadcast(Rule.RootScale);
            TVector epsilon = TSimd.Broadcast(Rule.Epsilon);
            TVector stepSize = TSimd.Broadcast(Rule.StepSize);
            TVector shrink = TSimd.Broadcast(Rule.Shrink);
            float* w = Values, gradients = Gradients, m = Mean, v = Square, largestSquare = Largest;
            nint i = index;
            for (nint last = length - TSimd.Count; i <= last; i += TSimd.Count)
            {
                TVector value = TSimd.Load(w + i);
                TVector g = transform.Apply(gradients + i, value);
                TVector mean = means.Update(m + i, g);
                TVector square = squares.Update(v + i, TSimd.Multiply(g, g));
                if (largestSquare != null)
                {
                    TVector largest = TSimd.Load(largestSquare + i);
                    square = TSimd.WhereGreater(largest, square, largest, square);
                    TSimd.Store(square, largestSquare + i);
                }

                TVector divisor = TSimd.FusedMultiplyAdd(TSimd.SquareRoot(square), rootScale, epsilon);
                TVector step = TSimd.Divide(TSimd.Multiply(stepSize, mean), divisor);
                TSimd.Store(TSimd.Subtract(TSimd.Multiply(value, shrink), step), w + i);
            }

            return (int)i;
        }
    }

    private struct RmsPropPass : IElementwise
    {
        public RmsPropRule Rule;
        public float* Values;
        public float* Gradients;
        public float* Square;
        public float* Mean;
        public float* Velocity;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var transform = new Transform<TSimd, TVector>(Rule.Gradient);
            var means = new Mean<TSimd, TVector>(Rule.Alpha, Rule.AlphaComplement);
            TVector epsilon = TSimd.Broadcast(Rule.Epsilon);
            TVector momentum = TSimd.Broadcast(Rule.Momentum);
            TVector back = TSimd.Broadcast(-Rule.StepSize);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector value = TSimd.Load(Values + index);
                TVector g = transform.Apply(Gradients + index, value);
                TVector variance = means.Update(Square + index, TSimd.Multiply(g, g));
                if (Mean != null)
                {
                    TVector mean = means.Update(Mean + index, g);
                    variance = TSimd.FusedMultiplyAdd(TSimd.Negate(mean), mean, variance);

                    // Rounding may leave a variance of zero slightly negative.
                    variance = TSimd.WhereGreater(TSimd.Zero, variance, TSimd.Zero, variance);
                }

                TVector step = TSimd.Divide(g, TSimd.Add(TSimd.SquareRoot(variance), epsilon));
                if (Velocity != null)
                {
                    step = Settle<TSimd, TVector>(TSimd.FusedMultiplyAdd(momentum, TSimd.Load(Velocity + index), step));
                    TSimd.Store(step, Velocity + index);
                }

                TSimd.Store(TSimd.FusedMultiplyAdd(back, step, value), Values + index);
            }

            return index;
        }
    }

    private struct SgdPass : IElementwise
    {
        public SgdRule Rule;
        public float* Values;
        public float* Gradients;
        public float* Velocity;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var transform = new Transform<TSimd, TVector>(Rule.Gradient);
            TVector momentum = TSimd.Broadcast(Rule.Momentum);
            TVector back = TSimd.Broadcast(-Rule.StepSize);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector value = TSimd.Load(Values + index);
                TVector step = transform.Apply(Gradients + index, value);
                if (Velocity != null)
                {
                    TVector velocity = Settle<TSimd, TVector>(TSimd.FusedMultiplyAdd(momentum, TSimd.Load(Velocity + index), step));
                    TSimd.Store(velocity, Velocity + index);
                    step = Rule.Nesterov ? TSimd.FusedMultiplyAdd(momentum, velocity, step) : velocity;
                }

                TSimd.Store(TSimd.FusedMultiplyAdd(back, step, value), Values + index);
            }

            return index;
        }
    }
}
