using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Numerics;

/// <summary>Four lanes.</summary>
public readonly unsafe struct Lanes256 : ILanes<Vector256<double>>
{
    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double* address) => Vector256.Load(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadSingle(float* address)
    {
        Vector128<float> values = Vector128.Load(address);
        return Vector256.Create(Vector128.WidenLower(values), Vector128.WidenUpper(values));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, double* address) => Vector256.Store(value, address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingle(Vector256<double> value, float* address) => Vector128.Store(Single(value), address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(float* address, Vector256<double> first, Vector256<double> second)
    {
        (Vector128<float> a, Vector128<float> b) = (Single(first), Single(second));
        Vector128.Store(Interleave.Lower(a, b), address);
        Vector128.Store(Interleave.Upper(a, b), address + 4);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(float* address, Vector256<double> first, Vector256<double> second, Vector256<double> third, Vector256<double> fourth)
    {
        (Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) = (Single(first), Single(second), Single(third), Single(fourth));
        Interleave.StoreRows(address, Interleave.Lower(a, b), Interleave.Lower(c, d));
        Interleave.StoreRows(address + 8, Interleave.Upper(a, b), Interleave.Upper(c, d));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Add(Vector256<double> left, Vector256<double> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Subtract(Vector256<double> left, Vector256<double> right) => left - right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Multiply(Vector256<double> left, Vector256<double> right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Divide(Vector256<double> left, Vector256<double> right) => left / right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Divide(Vector256<double> left, ConstantDivisor right) => Fma.IsSupported || AdvSimd.Arm64.IsSupported
        ? Vector256.FusedMultiplyAdd(left, Vector256.Create(right.High), left * Vector256.Create(right.Low))
        : left / Vector256.Create(right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FusedMultiplyAdd(Vector256<double> left, Vector256<double> right, Vector256<double> addend) =>
        Vector256.FusedMultiplyAdd(left, right, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Negate(Vector256<double> value) => -value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Abs(Vector256<double> value) => Vector256.Abs(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Truncate(Vector256<double> value) => Vector256.Truncate(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ToSingle(Vector256<double> value)
    {
        Vector128<float> single = Single(value);
        return Vector256.Create(Vector128.WidenLower(single), Vector128.WidenUpper(single));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> WhereGreater(Vector256<double> left, Vector256<double> right, Vector256<double> ifTrue, Vector256<double> ifFalse) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), ifTrue, ifFalse);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Greater(Vector256<double> left, Vector256<double> right) => Vector256.GreaterThan(left, right).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> WhereOdd(Vector256<double> shifted, Vector256<double> ifOdd, Vector256<double> ifEven) => Vector256.ConditionalSelect(
        Vector256.Equals(shifted.AsInt64() & Vector256.Create(1L), Vector256.Create(1L)).AsDouble(), ifOdd, ifEven);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FlipSign(Vector256<double> value, Vector256<double> shifted, long offset) =>
        (value.AsInt64() ^ (Vector256.ShiftLeft(shifted.AsInt64() + Vector256.Create(offset), 62) & Vector256.Create(long.MinValue))).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Single(Vector256<double> value) => Vector128.Narrow(value.GetLower(), value.GetUpper());
}
