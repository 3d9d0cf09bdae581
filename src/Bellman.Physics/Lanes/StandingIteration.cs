using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Bellman.Physics.ForkField;
using static Bellman.Physics.StandingField;

namespace Bellman.Physics;

/// <summary>
/// One velocity iteration of sixteen forks on the ground: the joints as in <see cref="ForkIteration"/>, and the operations
/// of <see cref="GroundContact"/> in its order for one point below each leg. A leg's contact follows its joint at once:
/// nothing in between has to do with that leg.
/// </summary>
internal static unsafe class StandingIteration
{
    /// <summary>Any mixture of joints at limits and not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Mixed(float* block, in ForkNumbers numbers) => Iterate(block, numbers, true);

    /// <summary>All joints are at a limit.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AllLimited(float* block, in ForkNumbers numbers) => Iterate(block, numbers, false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Iterate(float* block, in ForkNumbers numbers, bool free)
    {
        LaneMotion trunk = LaneMotion.Load(block);
        LaneMotion part = LaneMotion.Load(block + Motion(1) * LaneMath.Width);
        ForkIteration.Solve(block + Joint(0) * LaneMath.Width, numbers, numbers.First, ref trunk, ref part, true, free, null);
        SolveContact(block + Contact(0) * LaneMath.Width, numbers.First, ref part);
        part.Store(block + Motion(1) * LaneMath.Width);
        part = LaneMotion.Load(block + Motion(2) * LaneMath.Width);
        ForkIteration.Solve(block + Joint(1) * LaneMath.Width, numbers, numbers.Second, ref trunk, ref part, true, free, null);
        SolveContact(block + Contact(1) * LaneMath.Width, numbers.Second, ref part);
        part.Store(block + Motion(2) * LaneMath.Width);
        trunk.Store(block);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Row(float* contact, int field) => Vector512.Load(contact + field * LaneMath.Width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveContact(float* contact, in ForkNumbers.JointNumbers own, ref LaneMotion motion)
    {
        LaneMotion stands = motion;
        Vector512<float> normalX = Row(contact, NormalX);
        Vector512<float> normalY = Row(contact, NormalY);
        Vector512<float> tangentX = Row(contact, TangentX);
        Vector512<float> tangentY = Row(contact, TangentY);

        Vector512<float> slip = VelocityAlong(contact, stands, tangentX, tangentY);
        Vector512<float> formerNormal = Row(contact, NormalImpulse);
        Vector512<float> most = Row(contact, Friction) * formerNormal;
        Vector512<float> former = Row(contact, TangentImpulse);
        Vector512<float> wanted = former - Row(contact, TangentMass) * slip;
        Vector512<float> bounded = LaneMath.Max(most ^ Vector512.Create(-0f), LaneMath.Min(wanted, most));
        bounded.Store(contact + TangentImpulse * LaneMath.Width);
        Apply(contact, (bounded - former) * tangentX, (bounded - former) * tangentY, own, ref stands);

        Vector512<float> separating = VelocityAlong(contact, stands, normalX, normalY);
        wanted = formerNormal - Row(contact, NormalMass) * (separating - Row(contact, Bounce));
        bounded = LaneMath.Max(wanted, Vector512<float>.Zero);
        bounded.Store(contact + NormalImpulse * LaneMath.Width);
        Apply(contact, (bounded - formerNormal) * normalX, (bounded - formerNormal) * normalY, own, ref stands);

        Vector512<float> mask = Row(contact, Stands);
        motion.X = Vector512.ConditionalSelect(mask, stands.X, motion.X);
        motion.Y = Vector512.ConditionalSelect(mask, stands.Y, motion.Y);
        motion.Spin = Vector512.ConditionalSelect(mask, stands.Spin, motion.Spin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> VelocityAlong(float* contact, in LaneMotion motion, Vector512<float> x, Vector512<float> y) =>
        (motion.X - motion.Spin * Row(contact, ArmY)) * x + (motion.Y + motion.Spin * Row(contact, ArmX)) * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply(
        float* contact, Vector512<float> impulseX, Vector512<float> impulseY, in ForkNumbers.JointNumbers own, ref LaneMotion motion)
    {
        motion.X += own.Mass * impulseX;
        motion.Y += own.Mass * impulseY;
        motion.Spin += own.Inertia * (Row(contact, ArmX) * impulseY - Row(contact, ArmY) * impulseX);
    }
}
