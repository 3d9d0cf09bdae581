using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>A body's velocities as separate numbers, which the solver's inner loop keeps in registers.</summary>
internal struct Motion
{
    public float X;
    public float Y;
    public float Spin;

    /// <summary>Whether two motions are the same to the bit: zeros of different signs are not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(in Motion first, in Motion second) =>
        AreSame(first.Spin, second.Spin) && AreSame(first.X, second.X) && AreSame(first.Y, second.Y);

    /// <summary>Whether two numbers are the same to the bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(float first, float second) =>
        BitConverter.SingleToInt32Bits(first) == BitConverter.SingleToInt32Bits(second);
}
