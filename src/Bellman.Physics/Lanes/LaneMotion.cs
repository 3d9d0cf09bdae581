using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Physics;

/// <summary>The velocities of one body in sixteen worlds.</summary>
internal unsafe struct LaneMotion
{
    public Vector512<float> X;
    public Vector512<float> Y;
    public Vector512<float> Spin;

    /// <summary>Reads three rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMotion Load(float* rows) => new()
    {
        X = Vector512.Load(rows),
        Y = Vector512.Load(rows + LaneMath.Width),
        Spin = Vector512.Load(rows + 2 * LaneMath.Width),
    };

    /// <summary>Writes three rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* rows)
    {
        X.Store(rows);
        Y.Store(rows + LaneMath.Width);
        Spin.Store(rows + 2 * LaneMath.Width);
    }
}
