using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Bellman.Physics.ForkField;

namespace Bellman.Physics;

/// <summary>
/// What follows the velocity iterations of sixteen forks: the bodies move, and the joints' errors are corrected until they
/// are small in every one; each fork stops at its own iteration, as <see cref="RevoluteConstraint.SolvePosition"/> has it.
/// </summary>
internal static unsafe class ForkPositions
{
    /// <summary>Moves the bodies of a block by their velocities, and corrects the errors of the joints.</summary>
    /// <returns>One bit for each fork whose errors have become small.</returns>
    public static uint Solve(float* block, ForkShape shape, in ForkNumbers numbers, float duration, int iterations)
    {
        var trunk = LanePlace.Integrate(block, 0, duration);
        var left = LanePlace.Integrate(block, 1, duration);
        var right = LanePlace.Integrate(block, 2, duration);
        Vector512<float> solved = default;
        for (int i = 0; i < iterations && solved.AsInt32() != Vector512<int>.AllBitsSet; i++)
        {
            LanePlace nextTrunk = trunk;
            LanePlace nextLeft = left;
            LanePlace nextRight = right;
            Vector512<float> now = SolveJoint(block, 0, numbers, numbers.First, ref nextTrunk, ref nextLeft);
            now &= SolveJoint(block, 1, numbers, numbers.Second, ref nextTrunk, ref nextRight);
            trunk.ChangeUnless(solved, nextTrunk);
            left.ChangeUnless(solved, nextLeft);
            right.ChangeUnless(solved, nextRight);
            solved |= now;
        }
        Store(block, 0, shape.Trunk, trunk);
        Store(block, 1, shape.Left, left);
        Store(block, 2, shape.Right, right);
        return (uint)Vector512.ExtractMostSignificantBits(solved);
    }

    private static void Store(float* block, int body, ForkPart part, in LanePlace place)
    {
        place.X.Store(block + Place(body) * LaneMath.Width);
        place.Y.Store(block + (Place(body) + 1) * LaneMath.Width);
        place.Angle.Store(block + (Place(body) + 2) * LaneMath.Width);
        ForkPreparation.StoreFrame(block, Frame(body), part, place.X, place.Y, place.Angle);
    }

    private static Vector512<float> SolveJoint(
        float* block, int joint, in ForkNumbers numbers, in ForkNumbers.JointNumbers own, ref LanePlace a, ref LanePlace b)
    {
        Vector512<float> angularError = SolveAngle(block, joint, numbers, own, ref a, ref b);
        (Vector512<float> armAX, Vector512<float> armAY) = Arm(a.Angle, own.AnchorA);
        (Vector512<float> armBX, Vector512<float> armBY) = Arm(b.Angle, own.AnchorB);
        Vector512<float> errorX = b.X + armBX - a.X - armAX;
        Vector512<float> errorY = b.Y + armBY - a.Y - armAY;

        float inertiaA = numbers.TrunkInertia;
        float inertiaB = own.Inertia;
        Vector512<float> masses = Vector512.Create(numbers.TrunkMass + own.Mass);
        Vector512<float> xy = -inertiaA * armAX * armAY - inertiaB * armBX * armBY;
        Vector512<float> xx = masses + inertiaA * armAY * armAY + inertiaB * armBY * armBY;
        Vector512<float> yy = masses + inertiaA * armAX * armAX + inertiaB * armBX * armBX;
        Vector512<float> scale = LaneMath.InverseOrZero(xx * yy - xy * xy);
        Vector512<float> impulseX = -(scale * (yy * errorX - xy * errorY));
        Vector512<float> impulseY = -(scale * (xx * errorY - xy * errorX));
        a.X -= numbers.TrunkMass * impulseX;
        a.Y -= numbers.TrunkMass * impulseY;
        a.Angle -= inertiaA * (armAX * impulseY - armAY * impulseX);
        b.X += own.Mass * impulseX;
        b.Y += own.Mass * impulseY;
        b.Angle += inertiaB * (armBX * impulseY - armBY * impulseX);
        return Vector512.LessThanOrEqual(Vector512.Sqrt(errorX * errorX + errorY * errorY), Vector512.Create(Tuning.LinearSlop))
            & Vector512.LessThanOrEqual(angularError, Vector512.Create(Tuning.AngularSlop));
    }

    /// <summary>Turns the bodies back into the limits.</summary>
    /// <returns>The angular error, 0 within the limits.</returns>
    private static Vector512<float> SolveAngle(
        float* block, int joint, in ForkNumbers numbers, in ForkNumbers.JointNumbers own, ref LanePlace a, ref LanePlace b)
    {
        Vector512<float> state = Vector512.Load(block + State(joint) * LaneMath.Width);
        Vector512<float> atLower = Vector512.Equals(state, Vector512.Create((float)LimitState.AtLower));
        Vector512<float> atUpper = Vector512.Equals(state, Vector512.Create((float)LimitState.AtUpper));
        Vector512<float> atLimit = atLower | atUpper;
        Vector512<float> angle = b.Angle - a.Angle - Vector512.Create(own.Reference);
        Vector512<float> aboveLower = angle - Vector512.Create(own.Lower);
        Vector512<float> aboveUpper = angle - Vector512.Create(own.Upper);
        Vector512<float> slop = Vector512.Create(Tuning.AngularSlop);
        Vector512<float> correction = Vector512.ConditionalSelect(
            atLower,
            LaneMath.Clamp(aboveLower + slop, -Tuning.MaxAngularCorrection, 0f),
            LaneMath.Clamp(aboveUpper - slop, 0f, Tuning.MaxAngularCorrection));
        Vector512<float> impulse = -own.MotorMass * correction;
        a.Angle = Vector512.ConditionalSelect(atLimit, a.Angle - numbers.TrunkInertia * impulse, a.Angle);
        b.Angle = Vector512.ConditionalSelect(atLimit, b.Angle + own.Inertia * impulse, b.Angle);
        return Vector512.ConditionalSelect(atLower, -aboveLower, aboveUpper & atUpper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> X, Vector512<float> Y) Arm(Vector512<float> angle, Vector2D anchor)
    {
        LaneMath.SineCosineOf(angle, out Vector512<float> sine, out Vector512<float> cosine);
        return (cosine * anchor.X - sine * anchor.Y, sine * anchor.X + cosine * anchor.Y);
    }
}
