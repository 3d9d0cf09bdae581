using System.Runtime.Intrinsics;
using static Bellman.Physics.ForkField;

namespace Bellman.Physics;

/// <summary>Whether bodies have stayed in their boxes, and whether they still move, in sixteen worlds at once.</summary>
internal static unsafe class ForkOutline
{
    /// <summary>
    /// One bit for each fork whose bodies' ways lie in the boxes that the broad phase has of them. The boxes' rows then
    /// hold the tight boxes around the ways.
    /// </summary>
    public static uint StaysInBoxes(float* block, ForkShape shape) =>
        StaysInBox(block, 0, shape.Trunk) & StaysInBox(block, 1, shape.Left) & StaysInBox(block, 2, shape.Right);

    /// <summary>One bit for each fork of which every body is too fast to rest.</summary>
    public static uint Moves(float* block) => Moves(block, 0) & Moves(block, 1) & Moves(block, 2);

    private static uint Moves(float* block, int body)
    {
        LaneMotion motion = LaneMotion.Load(block + Motion(body) * LaneMath.Width);
        return (uint)Vector512.ExtractMostSignificantBits(
            Vector512.GreaterThan(motion.Spin * motion.Spin, Vector512.Create(Tuning.SleepAngularTolerance * Tuning.SleepAngularTolerance))
            | Vector512.GreaterThan(
                motion.X * motion.X + motion.Y * motion.Y, Vector512.Create(Tuning.SleepLinearTolerance * Tuning.SleepLinearTolerance)));
    }

    private static uint StaysInBox(float* block, int body, ForkPart part)
    {
        LaneBounds way = LaneBounds.Of(part.Outline.Vertices, block + StartFrame(body) * LaneMath.Width);
        way.Include(LaneBounds.Of(part.Outline.Vertices, block + Frame(body) * LaneMath.Width));
        float* box = block + Box(body) * LaneMath.Width;
        uint stays = (uint)Vector512.ExtractMostSignificantBits(
            Vector512.LessThanOrEqual(Vector512.Load(box), way.LowerX)
            & Vector512.LessThanOrEqual(Vector512.Load(box + LaneMath.Width), way.LowerY)
            & Vector512.LessThanOrEqual(way.UpperX, Vector512.Load(box + 2 * LaneMath.Width))
            & Vector512.LessThanOrEqual(way.UpperY, Vector512.Load(box + 3 * LaneMath.Width)));
        way.LowerX.Store(box);
        way.LowerY.Store(box + LaneMath.Width);
        way.UpperX.Store(box + 2 * LaneMath.Width);
        way.UpperY.Store(box + 3 * LaneMath.Width);
        return stays;
    }
}
