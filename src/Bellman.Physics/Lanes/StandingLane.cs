using static Bellman.Physics.ForkField;
using static Bellman.Physics.StandingField;

namespace Bellman.Physics;

/// <summary>Reads the velocities' part of a prepared island into a lane and writes back what the iterations make of it.</summary>
internal static unsafe class StandingLane
{
    private const int Width = LaneMath.Width;

    /// <summary>
    /// Whether lanes can solve an island: each leg stands on the ground with one point at most, and the trunk does not. Two
    /// joints at limits that meet do not come here: forks of that kind are none.
    /// </summary>
    public static bool CanRead(Island island, Fork fork)
    {
        Span<RevoluteConstraint> joints = island.Joints;
        Span<ContactConstraint> contacts = island.Contacts;
        if (joints[0].Joint != fork.First || joints[1].Joint != fork.Second || contacts.Length > 2 || !island.IsGrounded())
        {
            return false;
        }
        foreach (ref ContactConstraint contact in contacts)
        {
            if (contact.PointCount != 1 || (contact.IndexB != joints[0].IndexB && contact.IndexB != joints[1].IndexB))
            {
                return false;
            }
        }
        return contacts.Length < 2 || contacts[0].IndexB != contacts[1].IndexB;
    }

    /// <summary>Reads an island.</summary>
    /// <returns>Whether both joints are at a limit.</returns>
    public static bool Read(Island island, float* column)
    {
        Span<RevoluteConstraint> joints = island.Joints;
        Span<SolverBody> bodies = island.States;
        Set(column, Motion(0), bodies[joints[0].IndexA].Motion);
        bool limited = true;
        for (int i = 0; i < 2; i++)
        {
            ref RevoluteConstraint joint = ref joints[i];
            Set(column, Motion(i + 1), bodies[joint.IndexB].Motion);
            Read(joint, column + Joint(i) * Width);
            column[(Contact(i) + Stands) * Width] = 0f;
            limited &= joint.LimitState != LimitState.Inactive;
        }
        foreach (ref ContactConstraint contact in island.Contacts)
        {
            Read(contact, column + Contact(contact.IndexB == joints[0].IndexB ? 0 : 1) * Width);
        }
        return limited;
    }

    /// <summary>Writes the velocities and impulses back.</summary>
    public static void Write(Island island, float* column)
    {
        Span<RevoluteConstraint> joints = island.Joints;
        Span<SolverBody> bodies = island.States;
        bodies[joints[0].IndexA].Motion = Get(column, Motion(0));
        for (int i = 0; i < 2; i++)
        {
            ref RevoluteConstraint joint = ref joints[i];
            bodies[joint.IndexB].Motion = Get(column, Motion(i + 1));
            float* rows = column + Joint(i) * Width;
            joint.PinImpulse = new Vector2D(rows[PinX * Width], rows[PinY * Width]);
            joint.LimitImpulse = rows[Limit * Width];
            joint.MotorImpulse = rows[Motor * Width];
        }
        foreach (ref ContactConstraint contact in island.Contacts)
        {
            float* rows = column + Contact(contact.IndexB == joints[0].IndexB ? 0 : 1) * Width;
            contact.Points[0].NormalImpulse = rows[NormalImpulse * Width];
            contact.Points[0].TangentImpulse = rows[TangentImpulse * Width];
        }
    }

    private static void Read(in RevoluteConstraint joint, float* rows)
    {
        rows[PinX * Width] = joint.PinImpulse.X;
        rows[PinY * Width] = joint.PinImpulse.Y;
        rows[Limit * Width] = joint.LimitImpulse;
        rows[Motor * Width] = joint.MotorImpulse;
        rows[MotorSpeed * Width] = joint.MotorSpeed;
        rows[MaxMotor * Width] = joint.MaxMotorImpulse;
        rows[ArmAX * Width] = joint.ArmA.X;
        rows[ArmAY * Width] = joint.ArmA.Y;
        rows[ArmBX * Width] = joint.ArmB.X;
        rows[ArmBY * Width] = joint.ArmB.Y;
        rows[XX * Width] = joint.XX;
        rows[XY * Width] = joint.XY;
        rows[XZ * Width] = joint.XZ;
        rows[YY * Width] = joint.YY;
        rows[YZ * Width] = joint.YZ;
        rows[PinScale * Width] = joint.PinScale;
        rows[FullScale * Width] = joint.FullScale;
        rows[CrossX * Width] = joint.CrossX;
        rows[CrossY * Width] = joint.CrossY;
        rows[CrossZ * Width] = joint.CrossZ;
        rows[AtLimit * Width] = Mask(joint.LimitState != LimitState.Inactive);
        rows[Upper * Width] = joint.LimitState == LimitState.AtUpper ? -0f : 0f;
    }

    private static void Read(in ContactConstraint contact, float* rows)
    {
        ContactConstraint.Point point = contact.Points[0];
        Vector2D tangent = contact.Normal.TurnedRight;
        rows[ArmX * Width] = point.ArmB.X;
        rows[ArmY * Width] = point.ArmB.Y;
        rows[NormalX * Width] = contact.Normal.X;
        rows[NormalY * Width] = contact.Normal.Y;
        rows[TangentX * Width] = tangent.X;
        rows[TangentY * Width] = tangent.Y;
        rows[Friction * Width] = contact.Friction;
        rows[NormalMass * Width] = point.NormalMass;
        rows[TangentMass * Width] = point.TangentMass;
        rows[Bounce * Width] = point.BounceVelocity;
        rows[NormalImpulse * Width] = point.NormalImpulse;
        rows[TangentImpulse * Width] = point.TangentImpulse;
        rows[Stands * Width] = Mask(true);
    }

    private static float Mask(bool isSet) => BitConverter.Int32BitsToSingle(isSet ? -1 : 0);

    private static void Set(float* column, int row, in Motion motion)
    {
        float* rows = column + row * Width;
        rows[0] = motion.X;
        rows[Width] = motion.Y;
        rows[2 * Width] = motion.Spin;
    }

    private static Motion Get(float* column, int row)
    {
        float* rows = column + row * Width;
        return new Motion { X = rows[0], Y = rows[Width], Spin = rows[2 * Width] };
    }
}
