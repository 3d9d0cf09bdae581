using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Bellman.Physics.ForkField;

namespace Bellman.Physics;

/// <summary>
/// What comes before the velocity iterations of sixteen forks: forces become velocities, the joints' matrices are computed
/// and their stored impulses applied, as <see cref="Island"/> and <see cref="RevoluteConstraint.Prepare"/> do it.
/// </summary>
internal static unsafe class ForkPreparation
{
    /// <summary>Prepares a block.</summary>
    public static void Prepare(float* block, ForkShape shape, in ForkNumbers numbers, float duration)
    {
        ApplyForces(block, 0, shape.Trunk, shape.Gravity, duration);
        ApplyForces(block, 1, shape.Left, shape.Gravity, duration);
        ApplyForces(block, 2, shape.Right, shape.Gravity, duration);
        PrepareJoint(block, 0, 1, numbers, numbers.First, duration);
        PrepareJoint(block, 1, 2, numbers, numbers.Second, duration);
    }

    /// <summary>Keeps where a body starts, with its frame there, and lets forces act.</summary>
    private static void ApplyForces(float* block, int body, ForkPart part, Vector2D gravity, float duration)
    {
        Vector512<float> x = Row(block, Place(body));
        Vector512<float> y = Row(block, Place(body) + 1);
        Vector512<float> angle = Row(block, Place(body) + 2);
        Store(x, block, Start(body));
        Store(y, block, Start(body) + 1);
        Store(angle, block, Start(body) + 2);
        StoreFrame(block, StartFrame(body), part, x, y, angle);

        LaneMotion motion = LaneMotion.Load(block + Motion(body) * LaneMath.Width);
        motion.X += duration * (Vector512.Create(gravity.X) + part.InverseMass * Row(block, Force(body)));
        motion.Y += duration * (Vector512.Create(gravity.Y) + part.InverseMass * Row(block, Force(body) + 1));
        motion.Spin += duration * part.InverseInertia * Row(block, Force(body) + 2);
        motion.Store(block + Motion(body) * LaneMath.Width);
    }

    /// <summary>Computes and stores a frame, as <see cref="Transform.OfCenter"/>.</summary>
    public static void StoreFrame(
        float* block, int row, ForkPart part, Vector512<float> x, Vector512<float> y, Vector512<float> angle)
    {
        LaneMath.SineCosineOf(angle, out Vector512<float> sine, out Vector512<float> cosine);
        Vector2D center = part.LocalCenter;
        Store(x - (cosine * center.X - sine * center.Y), block, row);
        Store(y - (sine * center.X + cosine * center.Y), block, row + 1);
        Store(sine, block, row + 2);
        Store(cosine, block, row + 3);
    }

    private static void PrepareJoint(float* block, int index, int body, in ForkNumbers numbers, in ForkNumbers.JointNumbers own, float duration)
    {
        float* joint = block + Joint(index) * LaneMath.Width;
        Vector512<float> armAX = ArmX(block, StartFrame(0), own.AnchorA);
        Vector512<float> armAY = ArmY(block, StartFrame(0), own.AnchorA);
        Vector512<float> armBX = ArmX(block, StartFrame(body), own.AnchorB);
        Vector512<float> armBY = ArmY(block, StartFrame(body), own.AnchorB);
        Store(armAX, joint, ArmAX);
        Store(armAY, joint, ArmAY);
        Store(armBX, joint, ArmBX);
        Store(armBY, joint, ArmBY);
        PrepareMatrix(joint, armAX, armAY, armBX, armBY, numbers, own);
        FindState(block, index, body, own);

        Vector512<float> ratio = Row(block, Ratio);
        Vector512<float> pinX = ratio * Row(joint, PinX);
        Vector512<float> pinY = ratio * Row(joint, PinY);
        Vector512<float> motor = ratio * Row(joint, Motor);
        Vector512<float> limit = Row(joint, Limit);
        Store(pinX, joint, PinX);
        Store(pinY, joint, PinY);
        Store(motor, joint, Motor);
        Store(duration * Row(joint, MaxMotor), joint, MaxMotor);

        LaneMotion a = LaneMotion.Load(block);
        LaneMotion b = LaneMotion.Load(block + Motion(body) * LaneMath.Width);
        a.X -= numbers.TrunkMass * pinX;
        a.Y -= numbers.TrunkMass * pinY;
        a.Spin -= numbers.TrunkInertia * (armAX * pinY - armAY * pinX + motor + limit);
        b.X += own.Mass * pinX;
        b.Y += own.Mass * pinY;
        b.Spin += own.Inertia * (armBX * pinY - armBY * pinX + motor + limit);
        a.Store(block);
        b.Store(block + Motion(body) * LaneMath.Width);
    }

    private static void PrepareMatrix(
        float* joint, Vector512<float> armAX, Vector512<float> armAY, Vector512<float> armBX, Vector512<float> armBY,
        in ForkNumbers numbers, in ForkNumbers.JointNumbers own)
    {
        Vector512<float> masses = Vector512.Create(numbers.TrunkMass + own.Mass);
        float inertiaA = numbers.TrunkInertia;
        float inertiaB = own.Inertia;
        float zz = own.ZZ;
        Vector512<float> xx = masses + armAY * armAY * inertiaA + armBY * armBY * inertiaB;
        Vector512<float> xy = -armAY * armAX * inertiaA - armBY * armBX * inertiaB;
        Vector512<float> xz = -armAY * inertiaA - armBY * inertiaB;
        Vector512<float> yy = masses + armAX * armAX * inertiaA + armBX * armBX * inertiaB;
        Vector512<float> yz = armAX * inertiaA + armBX * inertiaB;
        Store(xx, joint, XX);
        Store(xy, joint, XY);
        Store(xz, joint, XZ);
        Store(yy, joint, YY);
        Store(yz, joint, YZ);
        Vector512<float> crossX = yy * zz - yz * yz;
        Vector512<float> crossY = yz * xz - xy * zz;
        Vector512<float> crossZ = xy * yz - yy * xz;
        Store(crossX, joint, CrossX);
        Store(crossY, joint, CrossY);
        Store(crossZ, joint, CrossZ);
        Store(LaneMath.InverseOrZero(xx * crossX + xy * crossY + xz * crossZ), joint, FullScale);
        Store(LaneMath.InverseOrZero(xx * yy - xy * xy), joint, PinScale);
    }

    /// <summary>Where the angle stands between the limits; the limit's impulse is kept where it stays at one.</summary>
    private static void FindState(float* block, int index, int body, in ForkNumbers.JointNumbers own)
    {
        float* joint = block + Joint(index) * LaneMath.Width;
        Vector512<float> angle = Row(block, Place(body) + 2) - Row(block, Place(0) + 2) - Vector512.Create(own.Reference);
        Vector512<float> atLower = Vector512.LessThanOrEqual(angle, Vector512.Create(own.Lower));
        Vector512<float> atUpper = Vector512.AndNot(Vector512.GreaterThanOrEqual(angle, Vector512.Create(own.Upper)), atLower);
        Vector512<float> state = (atLower & Vector512.Create((float)LimitState.AtLower)) | (atUpper & Vector512.Create((float)LimitState.AtUpper));
        Vector512<float> atLimit = atLower | atUpper;
        Vector512<float> stays = atLimit & Vector512.Equals(state, Row(block, State(index)));
        Store(stays & (Row(block, Ratio) * Row(joint, Limit)), joint, Limit);
        Store(state, block, State(index));
        Store(atLimit, joint, AtLimit);
        Store(atUpper & Vector512.Create(-0f), joint, Upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ArmX(float* block, int frame, Vector2D anchor) =>
        Row(block, frame + 3) * anchor.X - Row(block, frame + 2) * anchor.Y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ArmY(float* block, int frame, Vector2D anchor) =>
        Row(block, frame + 2) * anchor.X + Row(block, frame + 3) * anchor.Y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Row(float* rows, int row) => Vector512.Load(rows + row * LaneMath.Width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> value, float* rows, int row) => value.Store(rows + row * LaneMath.Width);
}
