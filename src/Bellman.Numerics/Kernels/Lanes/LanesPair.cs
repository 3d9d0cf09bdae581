using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>
/// Sixteen lanes, two vectors side by side. A world's step is one long chain of operations, each of which waits for the one before; with two chains in turn, the processor finds
/// something to do in the meantime.
/// </summary>
public readonly unsafe struct LanesPair : ILanes<VectorPair>
{
    private const int Half = 8;

    /// <inheritdoc/>
    public static int Count => 2 * Half;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Load(double* address) =>
        new(Lanes512.Load(address), Lanes512.Load(address + Half));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair LoadSingle(float* address) =>
        new(Lanes512.LoadSingle(address), Lanes512.LoadSingle(address + Half));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(VectorPair value, double* address)
    {
        Lanes512.Store(value.First, address);
        Lanes512.Store(value.Second, address + Half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingle(VectorPair value, float* address)
    {
        Lanes512.StoreSingle(value.First, address);
        Lanes512.StoreSingle(value.Second, address + Half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(float* address, VectorPair first, VectorPair second)
    {
        Lanes512.StoreRows(address, first.First, second.First);
        Lanes512.StoreRows(address + (2 * Half), first.Second, second.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(float* address, VectorPair first, VectorPair second, VectorPair third, VectorPair fourth)
    {
        Lanes512.StoreRows(address, first.First, second.First, third.First, fourth.First);
        Lanes512.StoreRows(address + (4 * Half), first.Second, second.Second, third.Second, fourth.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Broadcast(double value) =>
        new(Vector512.Create(value), Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Add(VectorPair left, VectorPair right) =>
        new(Lanes512.Add(left.First, right.First), Lanes512.Add(left.Second, right.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Subtract(VectorPair left, VectorPair right) =>
        new(Lanes512.Subtract(left.First, right.First), Lanes512.Subtract(left.Second, right.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Multiply(VectorPair left, VectorPair right) =>
        new(Lanes512.Multiply(left.First, right.First), Lanes512.Multiply(left.Second, right.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Divide(VectorPair left, VectorPair right) =>
        new(Lanes512.Divide(left.First, right.First), Lanes512.Divide(left.Second, right.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Divide(VectorPair left, ConstantDivisor right) =>
        new(Lanes512.Divide(left.First, right), Lanes512.Divide(left.Second, right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair FusedMultiplyAdd(VectorPair left, VectorPair right, VectorPair addend) =>
        new(Lanes512.FusedMultiplyAdd(left.First, right.First, addend.First), Lanes512.FusedMultiplyAdd(left.Second, right.Second, addend.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Negate(VectorPair value) =>
        new(Lanes512.Negate(value.First), Lanes512.Negate(value.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Abs(VectorPair value) =>
        new(Lanes512.Abs(value.First), Lanes512.Abs(value.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair Truncate(VectorPair value) =>
        new(Lanes512.Truncate(value.First), Lanes512.Truncate(value.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair ToSingle(VectorPair value) =>
        new(Lanes512.ToSingle(value.First), Lanes512.ToSingle(value.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair WhereGreater(VectorPair left, VectorPair right, VectorPair ifTrue, VectorPair ifFalse) => new(
        Lanes512.WhereGreater(left.First, right.First, ifTrue.First, ifFalse.First),
        Lanes512.WhereGreater(left.Second, right.Second, ifTrue.Second, ifFalse.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Greater(VectorPair left, VectorPair right) =>
        Lanes512.Greater(left.First, right.First) | (Lanes512.Greater(left.Second, right.Second) << Half);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair WhereOdd(VectorPair shifted, VectorPair ifOdd, VectorPair ifEven) => new(
        Lanes512.WhereOdd(shifted.First, ifOdd.First, ifEven.First),
        Lanes512.WhereOdd(shifted.Second, ifOdd.Second, ifEven.Second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair FlipSign(VectorPair value, VectorPair shifted, long offset) =>
        new(Lanes512.FlipSign(value.First, shifted.First, offset), Lanes512.FlipSign(value.Second, shifted.Second, offset));
}
