namespace Bellman.Numerics;

/// <summary>
/// The vector operations that the kernels are written in, once for each vector width. All of them are exact or correctly rounded,
/// so that a kernel which keeps the order of operations of each element gives the same bits at every width.
/// </summary>
/// <typeparam name="TVector">The vector of single-precision numbers.</typeparam>
internal unsafe interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>The number of elements of a vector.</summary>
    static abstract int Count { get; }

    /// <summary>The number of rows of the largest tile whose 2-vector-wide sums fit the registers.</summary>
    static abstract int TileRows { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(float* address);

    static abstract void Store(TVector value, float* address);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    static abstract TVector SquareRoot(TVector value);

    /// <summary><c>left * right + addend</c>, rounded once.</summary>
    static abstract TVector FusedMultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Negate(TVector value);

    static abstract TVector Abs(TVector value);

    /// <summary>
    /// Elements of <paramref name="ifTrue"/> where <paramref name="left"/> is greater than <paramref name="right"/>, of
    /// <paramref name="ifFalse"/> elsewhere.
    /// </summary>
    static abstract TVector WhereGreater(TVector left, TVector right, TVector ifTrue, TVector ifFalse);

    /// <summary>
    /// Elements of <paramref name="ifTrue"/> where <paramref name="left"/> is at most <paramref name="right"/>, of
    /// <paramref name="ifFalse"/> elsewhere.
    /// </summary>
    static abstract TVector WhereAtMost(TVector left, TVector right, TVector ifTrue, TVector ifFalse);

    /// <summary>The smaller of each element and the limit; what is not a number stays so.</summary>
    static abstract TVector AtMost(TVector value, TVector limit);

    /// <summary>The larger of each element and the limit; what is not a number stays so.</summary>
    static abstract TVector AtLeast(TVector value, TVector limit);

    /// <summary>
    /// <c>2^n</c> for numbers <c>1.5 * 2^23 + n</c>, <c>n</c> whole and from -126 to 127: the low bits of the sum are <c>n</c>.
    /// </summary>
    static abstract TVector PowerOfTwo(TVector shiftedExponent);
}
