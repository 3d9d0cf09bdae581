using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Neural;

/// <summary>The formulas of <see cref="Loss"/>. What is not a number stays so.</summary>
internal static class LossFunctions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Clamp(Vector128<float> value, Vector128<float> limit)
    {
        value = Vector128.ConditionalSelect(Vector128.GreaterThan(value, limit), limit, value);
        return Vector128.ConditionalSelect(Vector128.LessThan(value, -limit), -limit, value);
    }

    /// <summary><c>d^2</c>, <c>2d</c>.</summary>
    public readonly struct MeanSquared : ILossFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Value(Vector128<float> difference, Vector128<float> threshold) => difference * difference;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Derivative(Vector128<float> difference, Vector128<float> threshold) => difference + difference;
    }

    /// <summary><c>|d|</c>, the sign of <c>d</c>.</summary>
    public readonly struct Absolute : ILossFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Value(Vector128<float> difference, Vector128<float> threshold) => Vector128.Abs(difference);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Derivative(Vector128<float> difference, Vector128<float> threshold)
        {
            Vector128<float> sign = Vector128.ConditionalSelect(
                Vector128.GreaterThan(difference, Vector128<float>.Zero), Vector128<float>.One, difference);
            return Vector128.ConditionalSelect(Vector128.LessThan(difference, Vector128<float>.Zero), -Vector128<float>.One, sign);
        }
    }

    /// <summary><c>d^2 / 2</c> up to the threshold, <c>threshold (|d| - threshold / 2)</c> beyond; <c>d</c> clamped.</summary>
    public readonly struct Huber : ILossFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Value(Vector128<float> difference, Vector128<float> threshold)
        {
            Vector128<float> distance = Vector128.Abs(difference);
            return Vector128.ConditionalSelect(
                Vector128.GreaterThan(distance, threshold), threshold * (distance - (0.5f * threshold)), 0.5f * difference * difference);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Derivative(Vector128<float> difference, Vector128<float> threshold) => Clamp(difference, threshold);
    }

    /// <summary>Huber's function over its threshold.</summary>
    public readonly struct SmoothL1 : ILossFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Value(Vector128<float> difference, Vector128<float> threshold)
        {
            Vector128<float> distance = Vector128.Abs(difference);
            return Vector128.ConditionalSelect(
                Vector128.GreaterThan(distance, threshold), distance - (0.5f * threshold), 0.5f * difference * difference / threshold);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Derivative(Vector128<float> difference, Vector128<float> threshold) =>
            Clamp(difference / threshold, Vector128<float>.One);
    }
}
