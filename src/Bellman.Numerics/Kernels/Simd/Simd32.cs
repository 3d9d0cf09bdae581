using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>Vectors of one element: remainders, and the plain form that the tests compare the others with.</summary>
internal readonly unsafe struct Simd32 : ISimd<float>
{
    public static int Count => 1;

    public static int TileRows => 4;

    public static float Zero => 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* address) => *address;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float value, float* address) => *address = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float left, float right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Multiply(float left, float right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float left, float right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SquareRoot(float value) => MathF.Sqrt(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FusedMultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Negate(float value) => -value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float value) => MathF.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WhereGreater(float left, float right, float ifTrue, float ifFalse) => left > right ? ifTrue : ifFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WhereAtMost(float left, float right, float ifTrue, float ifFalse) => left <= right ? ifTrue : ifFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AtMost(float value, float limit) => value > limit ? limit : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AtLeast(float value, float limit) => value < limit ? limit : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float PowerOfTwo(float shiftedExponent) =>
        BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(shiftedExponent) << 23) + (127 << 23));
}
