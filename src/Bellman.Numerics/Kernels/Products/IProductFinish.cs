namespace Bellman.Numerics;

/// <summary>What happens to the sums of a matrix product before they are stored.</summary>
internal unsafe interface IProductFinish
{
    /// <summary>Finishes some neighbouring sums.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="factor">The same elements of the finish's matrix.</param>
    /// <param name="slope">The finish's number.</param>
    static abstract TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
