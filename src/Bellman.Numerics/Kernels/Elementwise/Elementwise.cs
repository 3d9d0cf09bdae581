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
            index = pass.Run<Simd512, Vector512<float>>(index, length);
        }

        if (index < length && width >= SimdWidth.Bits256)
        {
            index = pass.Run<Simd256, Vector256<float>>(index, length);
        }

        if (index < length)
        {
            index = pass.Run<Simd128, Vector128<float>>(index, length);
        }

        if (index < length)
        {
            pass.Run<Simd32, float>(index, length);
        }
    }
}
