using static Bellman.Physics.ForkField;

namespace Bellman.Physics;

/// <summary>Reads a fork into a lane and writes it back.</summary>
internal static unsafe class ForkLane
{
    /// <summary>Reads all that changes about a fork.</summary>
    /// <param name="fork">The fork.</param>
    /// <param name="broadPhase">The broad phase that knows the bodies' boxes.</param>
    /// <param name="ratio">This step's duration over the last one's.</param>
    /// <param name="column">The lane's column.</param>
    public static void Read(Fork fork, BroadPhase broadPhase, float ratio, float* column)
    {
        ReadOnlySpan<Body> bodies = fork.Bodies;
        for (int i = 0; i < bodies.Length; i++)
        {
            Body body = bodies[i];
            Set(column, Motion(i), body.Velocity, body.Spin);
            Set(column, Place(i), body.Sweep.Center, body.Sweep.Angle);
            Set(column, Force(i), body.Force, body.Torque);
            ref readonly Bounds box = ref broadPhase.BoundsOf(body.Fixtures!.Proxy);
            float* rows = column + Box(i) * LaneMath.Width;
            rows[0] = box.Lower.X;
            rows[LaneMath.Width] = box.Lower.Y;
            rows[2 * LaneMath.Width] = box.Upper.X;
            rows[3 * LaneMath.Width] = box.Upper.Y;
        }
        Read(fork.First, column, 0);
        Read(fork.Second, column, 1);
        column[Ratio * LaneMath.Width] = ratio;
    }

    /// <summary>Writes the fork as it is after the step.</summary>
    public static void Write(Fork fork, float* column)
    {
        ReadOnlySpan<Body> bodies = fork.Bodies;
        for (int i = 0; i < bodies.Length; i++)
        {
            Body body = bodies[i];
            (body.Velocity, body.Spin) = Get(column, Motion(i));
            (body.Sweep.StartCenter, body.Sweep.StartAngle) = Get(column, Start(i));
            (body.Sweep.Center, body.Sweep.Angle) = Get(column, Place(i));
            float* frame = column + Frame(i) * LaneMath.Width;
            body.Frame = new Transform(
                new Vector2D(frame[0], frame[LaneMath.Width]), new Rotation(frame[2 * LaneMath.Width], frame[3 * LaneMath.Width]));
        }
        Write(fork.First, column, 0);
        Write(fork.Second, column, 1);
    }

    /// <summary>Tells the broad phase the boxes around the bodies' ways, in the order in which the world has the bodies.</summary>
    public static void TellBroadPhase(World world, Fork fork, float* column)
    {
        BroadPhase broadPhase = world.Contacts.BroadPhase;
        for (Body? body = world.FirstBody; body is not null; body = body.Next)
        {
            int index = fork.IndexOf(body);
            if (index < 0)
            {
                continue;
            }
            float* box = column + Box(index) * LaneMath.Width;
            float* start = column + StartFrame(index) * LaneMath.Width;
            broadPhase.Move(
                body.Fixtures!.Proxy,
                new Bounds(
                    new Vector2D(box[0], box[LaneMath.Width]), new Vector2D(box[2 * LaneMath.Width], box[3 * LaneMath.Width])),
                body.Frame.Position - new Vector2D(start[0], start[LaneMath.Width]));
        }
        world.Contacts.FindNewContacts();
    }

    private static void Read(RevoluteJoint joint, float* column, int index)
    {
        float* rows = column + Joint(index) * LaneMath.Width;
        rows[PinX * LaneMath.Width] = joint.PinImpulse.X;
        rows[PinY * LaneMath.Width] = joint.PinImpulse.Y;
        rows[Limit * LaneMath.Width] = joint.LimitImpulse;
        rows[Motor * LaneMath.Width] = joint.MotorImpulse;
        rows[MotorSpeed * LaneMath.Width] = joint.MotorSpeed;
        rows[MaxMotor * LaneMath.Width] = joint.MaxMotorTorque;
        column[State(index) * LaneMath.Width] = (float)joint.LimitState;
    }

    private static void Write(RevoluteJoint joint, float* column, int index)
    {
        float* rows = column + Joint(index) * LaneMath.Width;
        joint.PinImpulse = new Vector2D(rows[PinX * LaneMath.Width], rows[PinY * LaneMath.Width]);
        joint.LimitImpulse = rows[Limit * LaneMath.Width];
        joint.MotorImpulse = rows[Motor * LaneMath.Width];
        joint.LimitState = (LimitState)(byte)column[State(index) * LaneMath.Width];
    }

    private static void Set(float* column, int row, Vector2D pair, float third)
    {
        float* rows = column + row * LaneMath.Width;
        rows[0] = pair.X;
        rows[LaneMath.Width] = pair.Y;
        rows[2 * LaneMath.Width] = third;
    }

    private static (Vector2D Pair, float Third) Get(float* column, int row)
    {
        float* rows = column + row * LaneMath.Width;
        return (new Vector2D(rows[0], rows[LaneMath.Width]), rows[2 * LaneMath.Width]);
    }
}
