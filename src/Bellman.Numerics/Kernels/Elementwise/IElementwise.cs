namespace Bellman.Numerics;

/// <summary>A pass over arrays whose elements do not depend on each other. The struct holds the arrays' addresses and the pass's numbers.</summary>
internal interface IElementwise
{
    /// <summary>Does the elements of one vector.</summary>
    /// <param name="index">The first of them.</param>
    void At<TSimd, TVector>(int index)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
