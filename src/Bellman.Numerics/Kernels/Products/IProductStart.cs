namespace Bellman.Numerics;

/// <summary>What the sums of a matrix product begin with.</summary>
internal unsafe interface IProductStart
{
    /// <summary>The beginning of some neighbouring sums.</summary>
    /// <param name="bias">The starting values of their columns, where there are any.</param>
    /// <param name="c">Where the results will be stored.</param>
    static abstract TVector Start<TSimd, TVector>(float* bias, float* c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
