using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Numerics;

/// <summary>Puts columns of single-precision numbers side by side as rows.</summary>
internal static unsafe class Interleave
{
    /// <summary>The lower two elements of both, one of each in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Lower(Vector128<float> left, Vector128<float> right) => Sse.IsSupported
        ? Sse.UnpackLow(left, right)
        : Vector128.Create(left[0], right[0], left[1], right[1]);

    /// <summary>The upper two elements of both, one of each in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Upper(Vector128<float> left, Vector128<float> right) => Sse.IsSupported
        ? Sse.UnpackHigh(left, right)
        : Vector128.Create(left[2], right[2], left[3], right[3]);

    /// <summary>Writes two rows of four, of which one vector holds the front halves and one the back halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(float* address, Vector128<float> front, Vector128<float> back)
    {
        Vector128.Store(Vector128.Create(front.GetLower(), back.GetLower()), address);
        Vector128.Store(Vector128.Create(front.GetUpper(), back.GetUpper()), address + 4);
    }
}
