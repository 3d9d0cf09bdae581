using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>One optimizer step as one pass over flat arrays. Results are the same bits for every vector width.</summary>
public static unsafe class OptimizerPasses
{
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
        in RmsPropRule rule, Span<float> values, ReadOnlySpan<float> gradients, Span<float> square, Span<float> mean, Span<float> velocity) =>
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
        in AdamRule rule, Span<float> values, ReadOnlySpan<float> gradients, Span<float> mean, Span<float> square, Span<float> largest, SimdWidth width)
    {
        CheckState(values.Length, mean, nameof(mean), optional: false);
        CheckState(values.Length, square, nameof(square), optional: false);
        CheckState(values.Length, largest, nameof(largest), optional: true);
        Vectors.CheckLengths(values.Length, gradients.Length, nameof(gradients));
        fixed (float* w = values, g = gradients, m = mean, v = square, l = largest)
        {
            Elementwise.Run(new AdamPass { Rule = rule, Values = w, Gradients = g, Mean = m, Square = v, Largest = l }, values.Length, width);
        }
    }

    internal static void RmsProp(
        in RmsPropRule rule, Span<float> values, ReadOnlySpan<float> gradients, Span<float> square, Span<float> mean, Span<float> velocity, SimdWidth width)
    {
        CheckState(values.Length, square, nameof(square), optional: false);
        CheckState(values.Length, mean, nameof(mean), optional: true);
        CheckState(values.Length, velocity, nameof(velocity), optional: true);
        Vectors.CheckLengths(values.Length, gradients.Length, nameof(gradients));
        fixed (float* w = values, g = gradients, v = square, m = mean, b = velocity)
        {
            Elementwise.Run(new RmsPropPass { Rule = rule, Values = w, Gradients = g, Square = v, Mean = m, Velocity = b }, values.Length, width);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Transform<TSimd, TVector>(in GradientTransform transform, float* gradient, TVector value)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector g = TSimd.FusedMultiplyAdd(TSimd.Broadcast(transform.L2), value, TSimd.Load(gradient));
        return TSimd.FusedMultiplyAdd(TSimd.Broadcast(transform.Decay), value, TSimd.Multiply(g, TSimd.Broadcast(transform.Scale)));
    }

    /// <summary><c>decay * mean + complement * sample</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Decay<TSimd, TVector>(float* mean, float decay, float complement, TVector sample)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector present = TSimd.FusedMultiplyAdd(
            TSimd.Broadcast(decay), TSimd.Load(mean), TSimd.Multiply(TSimd.Broadcast(complement), sample));
        TSimd.Store(present, mean);
        return present;
    }

    private struct AdamPass : IElementwise
    {
        public AdamRule Rule;
        public float* Values;
        public float* Gradients;
        public float* Mean;
        public float* Square;
        public float* Largest;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TSimd, TVector>(int index)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector value = TSimd.Load(Values + index);
            TVector g = Transform<TSimd, TVector>(Rule.Gradient, Gradients + index, value);
            TVector mean = Decay<TSimd, TVector>(Mean + index, Rule.Beta1, Rule.Beta1Complement, g);
            TVector square = Decay<TSimd, TVector>(Square + index, Rule.Beta2, Rule.Beta2Complement, TSimd.Multiply(g, g));
            if (Largest != null)
            {
                TVector largest = TSimd.Load(Largest + index);
                square = TSimd.WhereGreater(largest, square, largest, square);
                TSimd.Store(square, Largest + index);
            }

            TVector divisor = TSimd.FusedMultiplyAdd(
                TSimd.SquareRoot(square), TSimd.Broadcast(Rule.RootScale), TSimd.Broadcast(Rule.Epsilon));
            TVector step = TSimd.Divide(TSimd.Multiply(TSimd.Broadcast(Rule.StepSize), mean), divisor);
            TSimd.Store(TSimd.Subtract(TSimd.Multiply(value, TSimd.Broadcast(Rule.Shrink)), step), Values + index);
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

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TSimd, TVector>(int index)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector value = TSimd.Load(Values + index);
            TVector g = Transform<TSimd, TVector>(Rule.Gradient, Gradients + index, value);
            TVector variance = Decay<TSimd, TVector>(Square + index, Rule.Alpha, Rule.AlphaComplement, TSimd.Multiply(g, g));
            if (Mean != null)
            {
                TVector mean = Decay<TSimd, TVector>(Mean + index, Rule.Alpha, Rule.AlphaComplement, g);
                variance = TSimd.FusedMultiplyAdd(TSimd.Negate(mean), mean, variance);

                // Rounding may leave a variance of zero slightly negative.
                variance = TSimd.WhereGreater(TSimd.Zero, variance, TSimd.Zero, variance);
            }

            TVector step = TSimd.Divide(g, TSimd.Add(TSimd.SquareRoot(variance), TSimd.Broadcast(Rule.Epsilon)));
            if (Velocity != null)
            {
                step = TSimd.FusedMultiplyAdd(TSimd.Broadcast(Rule.Momentum), TSimd.Load(Velocity + index), step);
                TSimd.Store(step, Velocity + index);
            }

            TSimd.Store(TSimd.FusedMultiplyAdd(TSimd.Broadcast(-Rule.StepSize), step, value), Values + index);
        }
    }

    private struct SgdPass : IElementwise
    {
        public SgdRule Rule;
        public float* Values;
        public float* Gradients;
        public float* Velocity;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TSimd, TVector>(int index)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector value = TSimd.Load(Values + index);
            TVector step = Transform<TSimd, TVector>(Rule.Gradient, Gradients + index, value);
            if (Velocity != null)
            {
                TVector momentum = TSimd.Broadcast(Rule.Momentum);
                TVector velocity = TSimd.FusedMultiplyAdd(momentum, TSimd.Load(Velocity + index), step);
                TSimd.Store(velocity, Velocity + index);
                step = Rule.Nesterov ? TSimd.FusedMultiplyAdd(momentum, velocity, step) : velocity;
            }

            TSimd.Store(TSimd.FusedMultiplyAdd(TSimd.Broadcast(-Rule.StepSize), step, value), Values + index);
        }
    }
}
