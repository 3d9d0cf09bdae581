using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>Runs a pass over all elements with the widest vectors there are and what is left over with narrower ones.</summary>
internal static class Elementwise
{
    public static void Run<TPass>(TPass pass, int length, SimdWidth width)
        where TPass : struct, IElementwise
    {
        int index = 0;
        if (width == SimdWidth.Bits512)
        {
            index = Loop<TPass, Simd512, Vector512<float>>(pass, index, length);
        }

        if (index < length && width >= SimdWidth.Bits256)
        {
            index = Loop<TPass, Simd256, Vector256<float>>(pass, index, length);
        }

        if (index < length)
        {
            index = Loop<TPass, Simd128, Vector128<float>>(pass, index, length);
        }

        if (index < length)
        {
            Loop<TPass, Simd32, float>(pass, index, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Loop<TPass, TSimd, TVector>(TPass pass, int index, int length)
        where TPass : struct, IElementwise
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (; index + TSimd.Count <= length; index += TSimd.Count)
        {
            pass.At<TSimd, TVector>(index);
        }

        return index;
    }
}
