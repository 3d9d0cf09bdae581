using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>
/// A wheel: a body that is pinned to the hull, and turns about its axle without the engine of bodies knowing. Friction pulls the ground under it to the tread's speed, up to a limit; beyond it the wheel
/// skids. The arithmetic is upstream's, in double precision over the bodies' single precision.
/// </summary>
public sealed class CarWheel
{
    private const double EnginePower = 100000000 * CarScale.Size * CarScale.Size;
    private const double MomentOfInertia = 4000 * CarScale.Size * CarScale.Size;
    private const double FrictionLimit = 1000000 * CarScale.Size * CarScale.Size;
    private const double GrassGrip = 0.6;

    // Force for each metre per second that tread and ground differ: so chosen that the difference dies out within a few steps.
    private const double Stiffness = 205000;
    private const double BrakePower = 15;
    private const double LockingBrake = 0.9;

    internal CarWheel()
    {
    }

    /// <summary>The wheel's body.</summary>
    public Body Body { get; private set; } = null!;

    /// <summary>What pins it to the hull and steers it; the rear wheels' are held straight.</summary>
    public RevoluteJoint Joint { get; private set; } = null!;

    /// <summary>How much gas it gets, from 0 to 1.</summary>
    public double Gas { get; internal set; }

    /// <summary>How much it is braked; from 0.9 on it is locked.</summary>
    public double Brake { get; internal set; }

    /// <summary>The angle that it is steered to, in radians.</summary>
    public double Steering { get; internal set; }

    /// <summary>How far it has turned about its axle, in radians.</summary>
    public double Phase { get; private set; }

    /// <summary>How fast it turns about its axle, in radians per second.</summary>
    public double Omega { get; private set; }

    /// <summary>On how many tiles it stands.</summary>
    public int TileCount { get; internal set; }

    /// <summary>Whether friction did not suffice in the last step by far, so that the wheel leaves a trace.</summary>
    public bool IsSkidding { get; private set; }

    /// <summary>Becomes a new wheel at rest.</summary>
    internal void Attach(Body body, RevoluteJoint joint)
    {
        (Body, Joint) = (body, joint);
        (Gas, Brake, Steering, Phase, Omega, TileCount, IsSkidding) = (0, 0, 0, 0, 0, 0, false);
    }

    /// <summary>Turns the wheel and applies the force of friction.</summary>
    /// <param name="duration">Duration of the step in seconds.</param>
    internal void Step(double duration)
    {
        double turn = Steering - Joint.Angle;
        Joint.MotorSpeed = (float)(Math.Sign(turn) * Math.Min(50.0 * Math.Abs(turn), 3.0));

        Rotation rotation = Body.Transform.Rotation;
        double forwardX = -rotation.Sine, forwardY = rotation.Cosine, sideX = rotation.Cosine, sideY = rotation.Sine;
        double velocityX = Body.LinearVelocity.X, velocityY = Body.LinearVelocity.Y;
        double forwardSpeed = forwardX * velocityX + forwardY * velocityY, sideSpeed = sideX * velocityX + sideY * velocityY;

        // Power is torque times speed; the 5 keeps a wheel at rest from being spun up by an unbounded torque.
        Omega += duration * EnginePower * Gas / MomentOfInertia / (Math.Abs(Omega) + 5.0);
        ApplyBrake();
        Phase += Omega * duration;

        double limit = FrictionLimit * (TileCount > 0 ? 1.0 : GrassGrip);
        double along = (-forwardSpeed + Omega * CarScale.WheelRadius) * (Stiffness * CarScale.Size * CarScale.Size);
        double across = -sideSpeed * (Stiffness * CarScale.Size * CarScale.Size);
        double force = Math.Sqrt(along * along + across * across);
        IsSkidding = Math.Abs(force) > 2.0 * limit;
        if (Math.Abs(force) > limit)
        {
            along = along / force * limit;
            across = across / force * limit;
        }
        Omega -= duration * along * CarScale.WheelRadius / MomentOfInertia;
        Body.ApplyForceToCenter(new Vector2D((float)(across * sideX + along * forwardX), (float)(across * sideY + along * forwardY)));
    }

    /// <summary>Writes what a step changes, besides the body.</summary>
    internal void Save(CheckpointWriter writer, string name)
    {
        writer.Write(name, [Gas, Brake, Steering, Phase, Omega]);
        writer.Write(name + "_tiles", TileCount);
        writer.Write(name + "_skids", IsSkidding);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Load(CheckpointReader reader, string name)
    {
        Span<double> numbers = stackalloc double[5];
        reader.Read(name, numbers);
        (Gas, Brake, Steering, Phase, Omega) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        TileCount = reader.ReadInt32(name + "_tiles");
        IsSkidding = reader.ReadBoolean(name + "_skids");
    }

    private void ApplyBrake()
    {
        if (Brake >= LockingBrake)
        {
            Omega = 0;
        }
        else if (Brake > 0)
        {
            double slower = Math.Min(BrakePower * Brake, Math.Abs(Omega));
            Omega += -Math.Sign(Omega) * slower;
        }
    }
}
