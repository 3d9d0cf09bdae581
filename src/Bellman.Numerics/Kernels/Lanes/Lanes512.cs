using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Numerics;

/// <summary>Eight lanes.</summary>
public readonly unsafe struct Lanes512 : ILanes<Vector512<double>>
{
    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* address) => Vector512.Load(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadSingle(float* address) => Avx512F.ConvertToVector512Double(Vector256.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, double* address) => Vector512.Store(value, address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingle(Vector512<double> value, float* address) => Vector256.Store(Single(value), address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(float* address, Vector512<double> first, Vector512<double> second)
    {
        // Eight of the first and, behind them, eight of the second.
        Vector512<float> both = Both(first, second);
        Vector512<int> order = Vector512.Create(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
        Vector512.Store(Avx512F.PermuteVar16x32(both, order), address);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(float* address, Vector512<double> first, Vector512<double> second, Vector512<double> third, Vector512<double> fourth)
    {
        Vector512<float> front = Both(first, second);
        Vector512<float> back = Both(third, fourth);
        Vector512<int> lower = Vector512.Create(0, 8, 16, 24, 1, 9, 17, 25, 2, 10, 18, 26, 3, 11, 19, 27);
        Vector512<int> upper = Vector512.Create(4, 12, 20, 28, 5, 13, 21, 29, 6, 14, 22, 30, 7, 15, 23, 31);
        Vector512.Store(Avx512F.PermuteVar16x32x2(front, lower, back), address);
        Vector512.Store(Avx512F.PermuteVar16x32x2(front, upper, back), address + 16);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> left, Vector512<double> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Subtract(Vector512<double> left, Vector512<double> right) => left - right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Multiply(Vector512<double> left, Vector512<double> right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Divide(Vector512<double> left, Vector512<double> right) => left / right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Divide(Vector512<double> left, ConstantDivisor right) =>
        Vector512.FusedMultiplyAdd(left, Vector512.Create(right.High), left * Vector512.Create(right.Low));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FusedMultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend) =>
        Vector512.FusedMultiplyAdd(left, right, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Negate(Vector512<double> value) => -value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Abs(Vector512<double> value) => Vector512.Abs(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Truncate(Vector512<double> value) => Vector512.Truncate(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ToSingle(Vector512<double> value) => Avx512F.ConvertToVector512Double(Single(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> WhereGreater(Vector512<double> left, Vector512<double> right, Vector512<double> ifTrue, Vector512<double> ifFalse) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), ifTrue, ifFalse);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Greater(Vector512<double> left, Vector512<double> right) => (uint)Vector512.GreaterThan(left, right).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> WhereOdd(Vector512<double> shifted, Vector512<double> ifOdd, Vector512<double> ifEven) => Vector512.ConditionalSelect(
        Vector512.Equals(shifted.AsInt64() & Vector512.Create(1L), Vector512.Create(1L)).AsDouble(), ifOdd, ifEven);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FlipSign(Vector512<double> value, Vector512<double> shifted, long offset) =>
        (value.AsInt64() ^ (Vector512.ShiftLeft(shifted.AsInt64() + Vector512.Create(offset), 62) & Vector512.Create(long.MinValue))).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Single(Vector512<double> value) => Avx512F.ConvertToVector256Single(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Both(Vector512<double> first, Vector512<double> second) => Single(first).ToVector512Unsafe().WithUpper(Single(second));
}
