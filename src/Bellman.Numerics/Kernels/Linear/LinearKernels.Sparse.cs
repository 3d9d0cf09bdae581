using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>The products of rows that are mostly zeros.</summary>
public static unsafe partial class LinearKernels
{
    private static void ForwardSparse<TFinish>(in LinearShape shape, float* x, float* w, float* bias, float* y, SimdWidth width)
        where TFinish : struct, IProductFinish
    {
        switch (width)
        {
            case SimdWidth.Bits512:
                SparseProducts<Simd512, Vector512<float>>.Forward<TFinish>(shape, x, w, bias, y);
                break;
            case SimdWidth.Bits256:
                SparseProducts<Simd256, Vector256<float>>.Forward<TFinish>(shape, x, w, bias, y);
                break;
            default:
                SparseProducts<Simd128, Vector128<float>>.Forward<TFinish>(shape, x, w, bias, y);
                break;
        }
    }

    private static void WeightGradientSparse(in LinearShape shape, float* x, float* g, float* dw, bool accumulate, SimdWidth width)
    {
        switch (width)
        {
            case SimdWidth.Bits512:
                SparseProducts<Simd512, Vector512<float>>.WeightGradient(shape, x, g, dw, accumulate);
                break;
            case SimdWidth.Bits256:
                SparseProducts<Simd256, Vector256<float>>.WeightGradient(shape, x, g, dw, accumulate);
                break;
            default:
                SparseProducts<Simd128, Vector128<float>>.WeightGradient(shape, x, g, dw, accumulate);
                break;
        }
    }
}
