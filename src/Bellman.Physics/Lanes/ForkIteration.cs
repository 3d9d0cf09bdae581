using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Bellman.Physics.ForkField;

namespace Bellman.Physics;

/// <summary>
/// One velocity iteration of sixteen forks: <see cref="RevoluteConstraint"/>'s operations in its order, and a mask where
/// it branches. There is a form for forks whose joints are all at a limit, one for none, and one for any mixture.
/// </summary>
internal static unsafe class ForkIteration
{
    /// <summary>Any mixture; with a place to write to, it also tells what it added to each impulse.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Mixed(float* block, in ForkNumbers numbers, float* changes) => Iterate(block, numbers, true, true, changes);

    /// <summary>All joints are at a limit.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AllLimited(float* block, in ForkNumbers numbers) => Iterate(block, numbers, true, false, null);

    /// <summary>No joint is at a limit.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AllFree(float* block, in ForkNumbers numbers) => Iterate(block, numbers, false, true, null);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Iterate(float* block, in ForkNumbers numbers, bool limited, bool free, float* changes)
    {
        LaneMotion trunk = LaneMotion.Load(block);
        LaneMotion part = LaneMotion.Load(block + Motion(1) * LaneMath.Width);
        Solve(block + Joint(0) * LaneMath.Width, numbers, numbers.First, ref trunk, ref part, limited, free, changes);
        part.Store(block + Motion(1) * LaneMath.Width);
        part = LaneMotion.Load(block + Motion(2) * LaneMath.Width);
        Solve(
            block + Joint(1) * LaneMath.Width, numbers, numbers.Second, ref trunk, ref part, limited, free,
            changes == null ? null : changes + 3 * LaneMath.Width);
        part.Store(block + Motion(2) * LaneMath.Width);
        trunk.Store(block);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Row(float* joint, int field) => Vector512.Load(joint + field * LaneMath.Width);

    /// <summary>One joint with the bodies A and B that it pins together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Solve(
        float* joint, in ForkNumbers numbers, in ForkNumbers.JointNumbers own,
        ref LaneMotion a, ref LaneMotion b, bool limited, bool free, float* changes)
    {
        SolveMotor(joint, numbers, own, ref a, ref b);
        Vector512<float> driftX = b.X - b.Spin * Row(joint, ArmBY) - a.X + a.Spin * Row(joint, ArmAY);
        Vector512<float> driftY = b.Y + b.Spin * Row(joint, ArmBX) - a.Y - a.Spin * Row(joint, ArmAX);
        Vector512<float> pinX = default;
        Vector512<float> pinY = default;
        Vector512<float> limit = Vector512<float>.Zero;
        if (free)
        {
            Vector512<float> scale = -Row(joint, PinScale);
            pinX = scale * (Row(joint, YY) * driftX - Row(joint, XY) * driftY);
            pinY = scale * (Row(joint, XX) * driftY - Row(joint, XY) * driftX);
        }
        if (limited)
        {
            SolveLimit(joint, own, driftX, driftY, b.Spin - a.Spin, free, ref pinX, ref pinY, out limit);
        }
        if (changes != null)
        {
            pinX.Store(changes);
            pinY.Store(changes + LaneMath.Width);
            limit.Store(changes + 2 * LaneMath.Width);
        }
        (Row(joint, PinX) + pinX).Store(joint + PinX * LaneMath.Width);
        (Row(joint, PinY) + pinY).Store(joint + PinY * LaneMath.Width);
        a.X -= numbers.TrunkMass * pinX;
        a.Y -= numbers.TrunkMass * pinY;
        a.Spin -= numbers.TrunkInertia * (Row(joint, ArmAX) * pinY - Row(joint, ArmAY) * pinX + limit);
        b.X += own.Mass * pinX;
        b.Y += own.Mass * pinY;
        b.Spin += own.Inertia * (Row(joint, ArmBX) * pinY - Row(joint, ArmBY) * pinX + limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveMotor(
        float* joint, in ForkNumbers numbers, in ForkNumbers.JointNumbers own, ref LaneMotion a, ref LaneMotion b)
    {
        Vector512<float> former = Row(joint, Motor);
        Vector512<float> most = Row(joint, MaxMotor);
        Vector512<float> wanted = former - own.MotorMass * (b.Spin - a.Spin - Row(joint, MotorSpeed));
        Vector512<float> bounded = LaneMath.Max(-most, LaneMath.Min(wanted, most));
        Vector512<float> impulse = bounded - former;
        bounded.Store(joint + Motor * LaneMath.Width);
        a.Spin -= numbers.TrunkInertia * impulse;
        b.Spin += own.Inertia * impulse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveLimit(
        float* joint, in ForkNumbers.JointNumbers own, Vector512<float> driftX, Vector512<float> driftY, Vector512<float> turning,
        bool free, ref Vector512<float> pinX, ref Vector512<float> pinY, out Vector512<float> limit)
    {
        Vector512<float> xx = Row(joint, XX);
        Vector512<float> xy = Row(joint, XY);
        Vector512<float> xz = Row(joint, XZ);
        Vector512<float> yy = Row(joint, YY);
        Vector512<float> yz = Row(joint, YZ);
        Vector512<float> scale = -Row(joint, FullScale);
        Vector512<float> across = yz * driftX;
        Vector512<float> allX = scale * (driftX * Row(joint, CrossX) + driftY * Row(joint, CrossY) + turning * Row(joint, CrossZ));
        Vector512<float> allY = scale
            * (xx * (driftY * own.ZZ - turning * yz) + xy * (turning * xz - driftX * own.ZZ) + xz * (across - driftY * xz));
        limit = scale * (xx * (yy * turning - yz * driftY) + xy * (across - xy * turning) + xz * (xy * driftY - yy * driftX));

        Vector512<float> former = Row(joint, Limit);
        Vector512<float> sum = former + limit;
        Vector512<float> atLimit = Row(joint, AtLimit);
        Vector512<float> pulls = Vector512.LessThan(sum ^ Row(joint, Upper), Vector512<float>.Zero);
        if (free)
        {
            pulls &= atLimit;
        }
        if (pulls.AsInt32() != Vector512<int>.Zero)
        {
            Vector512<float> rightX = former * xz - driftX;
            Vector512<float> rightY = former * yz - driftY;
            Vector512<float> pinScale = Row(joint, PinScale);
            allX = Vector512.ConditionalSelect(pulls, pinScale * (yy * rightX - xy * rightY), allX);
            allY = Vector512.ConditionalSelect(pulls, pinScale * (xx * rightY - xy * rightX), allY);
            limit = Vector512.ConditionalSelect(pulls, -former, limit);
            sum = Vector512.AndNot(sum, pulls);
        }
        if (free)
        {
            pinX = Vector512.ConditionalSelect(atLimit, allX, pinX);
            pinY = Vector512.ConditionalSelect(atLimit, allY, pinY);
            limit &= atLimit;
            sum = Vector512.ConditionalSelect(atLimit, sum, former);
        }
        else
        {
            pinX = allX;
            pinY = allY;
        }
        sum.Store(joint + Limit * LaneMath.Width);
    }
}
