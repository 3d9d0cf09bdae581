namespace Bellman.Numerics;

/// <summary>
/// The operations on double-precision numbers that worlds in lanes are computed with, written once for every vector width and for a single number. All of them are exact or
/// correctly rounded, so that code which is written in them gives the same bits at every width: a world of its own is a vector of one lane.
/// </summary>
/// <typeparam name="TVector">The vector of double-precision numbers.</typeparam>
public unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>The number of lanes: a divisor of 8, or 16.</summary>
    static abstract int Count { get; }

    /// <summary>Reads <see cref="Count"/> numbers.</summary>
    static abstract TVector Load(double* address);

    /// <summary>Reads <see cref="Count"/> numbers of single precision.</summary>
    static abstract TVector LoadSingle(float* address);

    /// <summary>Writes <see cref="Count"/> numbers.</summary>
    static abstract void Store(TVector value, double* address);

    /// <summary>Writes <see cref="Count"/> numbers, rounded to single precision.</summary>
    static abstract void StoreSingle(TVector value, float* address);

    /// <summary>Writes <see cref="Count"/> rows of two, rounded to single precision.</summary>
    static abstract void StoreRows(float* address, TVector first, TVector second);

    /// <summary>Writes <see cref="Count"/> rows of four, rounded to single precision.</summary>
    static abstract void StoreRows(float* address, TVector first, TVector second, TVector third, TVector fourth);

    /// <summary>The same number in every lane.</summary>
    static abstract TVector Broadcast(double value);

    /// <summary><c>left + right</c>.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary><c>left - right</c>.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary><c>left * right</c>.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary><c>left / right</c>.</summary>
    static abstract TVector Divide(TVector left, TVector right);

    /// <summary><c>left / right</c>, every bit of it.</summary>
    static abstract TVector Divide(TVector left, ConstantDivisor right);

    /// <summary><c>left * right + addend</c>, rounded once.</summary>
    static abstract TVector FusedMultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary><c>-value</c>.</summary>
    static abstract TVector Negate(TVector value);

    /// <summary>Without its sign.</summary>
    static abstract TVector Abs(TVector value);

    /// <summary>Without what comes behind the point.</summary>
    static abstract TVector Truncate(TVector value);

    /// <summary>Rounded to single precision.</summary>
    static abstract TVector ToSingle(TVector value);

    /// <summary>Elements of <paramref name="ifTrue"/> where <paramref name="left"/> is greater, of <paramref name="ifFalse"/> elsewhere.</summary>
    static abstract TVector WhereGreater(TVector left, TVector right, TVector ifTrue, TVector ifFalse);

    /// <summary>Whether <paramref name="left"/> is greater: bit i for lane i.</summary>
    static abstract uint Greater(TVector left, TVector right);

    /// <summary>Elements of <paramref name="ifOdd"/> where the whole number n is odd, of <paramref name="ifEven"/> elsewhere.</summary>
    /// <param name="shifted">1.5 * 2^52 + n, whose lowest bits are n.</param>
    /// <param name="ifOdd">The former.</param>
    /// <param name="ifEven">The latter.</param>
    static abstract TVector WhereOdd(TVector shifted, TVector ifOdd, TVector ifEven);

    /// <summary>The value with its sign changed where the second lowest bit of the whole number n + offset is set.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shifted">1.5 * 2^52 + n, whose lowest bits are n.</param>
    /// <param name="offset">0 or 1.</param>
    static abstract TVector FlipSign(TVector value, TVector shifted, long offset);
}
