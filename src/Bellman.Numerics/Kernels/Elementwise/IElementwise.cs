namespace Bellman.Numerics;

/// <summary>
/// A pass over arrays whose elements do not depend on each other. The struct holds the arrays' addresses and the pass's numbers.
/// </summary>
internal interface IElementwise
{
    /// <summary>Does as many whole vectors as fit. The loop is the pass's own, so that it keeps its numbers in registers.</summary>
    /// <param name="index">The first element to do.</param>
    /// <param name="length">The number of elements.</param>
    /// <returns>The first element left over.</returns>
    int Run<TSimd, TVector>(int index, int length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
