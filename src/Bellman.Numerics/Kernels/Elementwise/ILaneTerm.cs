namespace Bellman.Numerics;

/// <summary>The terms of a sum over arrays. The struct holds the arrays' addresses and the sum's numbers.</summary>
internal interface ILaneTerm
{
    /// <summary>Some neighbouring terms.</summary>
    /// <param name="index">The first one.</param>
    TVector At<TSimd, TVector>(int index)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
