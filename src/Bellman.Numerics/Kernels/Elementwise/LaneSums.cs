using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>Sums of terms in 16 lanes, term i in lane i mod 16, which are then added pairwise: the same bits for every vector width.</summary>
internal static unsafe class LaneSums
{
    public static float Compute<TTerm>(TTerm term, int length, SimdWidth width)
        where TTerm : struct, ILaneTerm
    {
        float* lanes = stackalloc float[16];
        switch (width)
        {
            case SimdWidth.Bits512:
                Blocks<Simd512, Vector512<float>, TTerm>(term, length, lanes);
                break;
            case SimdWidth.Bits256:
                Blocks<Simd256, Vector256<float>, TTerm>(term, length, lanes);
                break;
            default:
                Blocks<Simd128, Vector128<float>, TTerm>(term, length, lanes);
                break;
        }

        for (int i = length & ~15; i < length; i++)
        {
            lanes[i & 15] += term.At<Simd32, float>(i);
        }

        for (int half = 8; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                lanes[lane] += lanes[lane + half];
            }
        }

        return lanes[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blocks<TSimd, TVector, TTerm>(TTerm term, int length, float* lanes)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TTerm : struct, ILaneTerm
    {
        for (int lane = 0; lane < 16; lane += TSimd.Count)
        {
            TVector sum = TSimd.Zero;
            for (int block = 0; block + 16 <= length; block += 16)
            {
                sum = TSimd.Add(sum, term.At<TSimd, TVector>(block + lane));
            }

            TSimd.Store(sum, lanes + lane);
        }
    }
}
