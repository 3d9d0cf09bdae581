using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The walker: a hull on two legs of two halves, with a motor in each hip and each knee. It collides with the ground only.</summary>
internal sealed class WalkerMachine
{
    public const int PartCount = 5;

    private const ushort PartCategory = 0x0020;

    private static readonly PolygonShape HullShape = new(Pixels(-30, 9), Pixels(6, 9), Pixels(34, 1), Pixels(34, -8), Pixels(-30, -8));
    private static readonly PolygonShape UpperShape =
        PolygonShape.Box((float)(WalkerScale.LegWidth / 2), (float)(WalkerScale.LegLength / 2));
    private static readonly PolygonShape LowerShape =
        PolygonShape.Box((float)(0.8 * WalkerScale.LegWidth / 2), (float)(WalkerScale.LegLength / 2));

    private static readonly Vector2D Top = new(0, (float)(WalkerScale.LegLength / 2));

    private const double StartX = WalkerScale.GroundStep * WalkerScale.StartLength / 2;
    private const double StartY = WalkerScale.GroundHeight + 2 * WalkerScale.LegLength;

    private readonly Body[] _legs = new Body[4];
    private readonly RevoluteJoint[] _joints = new RevoluteJoint[4];

    public Body Hull { get; private set; } = null!;

    /// <summary>Upper and lower half of the first leg, then of the second.</summary>
    public IReadOnlyList<Body> Legs => _legs;

    /// <summary>Hip and knee of the first leg, then of the second.</summary>
    public IReadOnlyList<RevoluteJoint> Joints => _joints;

    public Body LowerLeg(int leg) => _legs[2 * leg + 1];

    public RevoluteJoint Hip(int leg) => _joints[2 * leg];

    public RevoluteJoint Knee(int leg) => _joints[2 * leg + 1];

    /// <summary>Puts the walker into the world, standing at the start.</summary>
    public void Build(World world)
    {
        Hull = AddPart(world, HullShape, StartY, 0, 5, 0.1f);
        BuildLeg(world, 0, -0.05f, -1);
        BuildLeg(world, 1, 0.05f, 1);
    }

    /// <summary>Takes the walker out of the world, in upstream's order.</summary>
    public void Remove(World world)
    {
        world.DestroyBody(Hull);
        foreach (Body leg in _legs) world.DestroyBody(leg);
    }

    /// <summary>Sets the motors of hip and knee of both legs: the sign says which way, the size up to 1 how strongly.</summary>
    public void Drive(float hip1, float knee1, float hip2, float knee2)
    {
        Drive(_joints[0], hip1, WalkerScale.HipSpeed);
        Drive(_joints[1], knee1, WalkerScale.KneeSpeed);
        Drive(_joints[2], hip2, WalkerScale.HipSpeed);
        Drive(_joints[3], knee2, WalkerScale.KneeSpeed);
    }

    private static void Drive(RevoluteJoint joint, float power, int speed)
    {
        joint.MotorSpeed = speed * Math.Sign(power);
        joint.MaxMotorTorque = WalkerScale.MotorTorque * Math.Min(Math.Abs(power), 1f);
    }

    private static Body AddPart(World world, Shape shape, double y, float angle, float density, float friction)
    {
        Body part = world.CreateBody(new BodyDef
        {
            Type = BodyType.Dynamic,
            Position = new Vector2D((float)StartX, (float)y),
            Angle = angle,
        });
        part.CreateFixture(new FixtureDef(shape)
        {
            Density = density,
            Friction = friction,
            Category = PartCategory,
            Mask = WalkerTerrain.Category,
        });
        return part;
    }

    private void BuildLeg(World world, int leg, float angle, float hipSpeed)
    {
        Body upper = AddPart(world, UpperShape, StartY - WalkerScale.LegLength / 2 - WalkerScale.HipHeight, angle, 1, 0.2f);
        _legs[2 * leg] = upper;
        _joints[2 * leg] = world.CreateJoint(new RevoluteJointDef(Hull, upper)
        {
            ReferenceAngle = angle,
            LocalAnchorA = new Vector2D(0, (float)WalkerScale.HipHeight),
            LocalAnchorB = Top,
            EnableMotor = true,
            EnableLimit = true,
            MaxMotorTorque = WalkerScale.MotorTorque,
            MotorSpeed = hipSpeed,
            LowerAngle = -0.8f,
            UpperAngle = 1.1f,
        });
        Body lower = AddPart(world, LowerShape, StartY - WalkerScale.LegLength * 3 / 2 - WalkerScale.HipHeight, angle, 1, 0.2f);
        _legs[2 * leg + 1] = lower;
        _joints[2 * leg + 1] = world.CreateJoint(new RevoluteJointDef(upper, lower)
        {
            LocalAnchorA = -Top,
            LocalAnchorB = Top,
            EnableMotor = true,
            EnableLimit = true,
            MaxMotorTorque = WalkerScale.MotorTorque,
            MotorSpeed = 1,
            LowerAngle = -1.6f,
            UpperAngle = -0.1f,
        });
    }

    private static Vector2D Pixels(double x, double y) =>
        new((float)(x / WalkerScale.PixelsPerMetre), (float)(y / WalkerScale.PixelsPerMetre));
}
