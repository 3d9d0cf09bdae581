using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The craft: a hull and two legs, each pinned to the hull's origin and pressed outwards by a motor.</summary>
internal sealed class LanderCraft
{
    private const float SpringTorque = 40;
    private const ushort GroundCategory = 0x0001;
    private const ushort HullCategory = 0x0010;
    private const ushort LegCategory = 0x0020;

    private static readonly PolygonShape HullShape = new(
        Pixels(-14, 17), Pixels(-17, 0), Pixels(-17, -10), Pixels(17, -10), Pixels(17, 0), Pixels(14, 17));

    private static readonly PolygonShape LegShape = PolygonShape.Box(Metres(2), Metres(8));

    private readonly Body[] _legs = new Body[2];

    public Body Hull { get; private set; } = null!;

    public IReadOnlyList<Body> Legs => _legs;

    /// <summary>Puts the hull into the world, at the top of the picture.</summary>
    public void BuildHull(World world)
    {
        Hull = world.CreateBody(new BodyDef { Type = BodyType.Dynamic, Position = Start(0) });
        Hull.CreateFixture(new FixtureDef(HullShape)
        {
            Density = 5,
            Friction = 0.1f,
            Category = HullCategory,
            Mask = GroundCategory,
        });
    }

    /// <summary>Puts the legs into the world: the right one first, as its sign is -1 upstream.</summary>
    public void BuildLegs(World world)
    {
        for (int i = 0; i < 2; i++)
        {
            int sign = i == 0 ? -1 : 1;
            Body leg = world.CreateBody(new BodyDef
            {
                Type = BodyType.Dynamic,
                Position = Start(-sign * LanderScale.LegAway / LanderScale.PixelsPerMetre),
                Angle = (float)(sign * 0.05),
            });
            leg.CreateFixture(new FixtureDef(LegShape) { Density = 1, Category = LegCategory, Mask = GroundCategory });

            // The joint's angle counts from how the leg is built, a twentieth of a radian off the hull's.
            world.CreateJoint(new RevoluteJointDef(Hull, leg)
            {
                ReferenceAngle = leg.Angle,
                LocalAnchorB = Pixels(sign * LanderScale.LegAway, LanderScale.LegDown),
                EnableMotor = true,
                EnableLimit = true,
                MaxMotorTorque = SpringTorque,
                MotorSpeed = (float)(0.3 * sign),
                LowerAngle = sign < 0 ? (float)(0.9 - 0.5) : -0.9f,
                UpperAngle = sign < 0 ? 0.9f : (float)(-0.9 + 0.5),
            });
            _legs[i] = leg;
        }
    }

    private static Vector2D Start(double offset) => new((float)(LanderScale.Width / 2 + offset), (float)LanderScale.Height);

    private static Vector2D Pixels(double x, double y) => new(Metres(x), Metres(y));

    private static float Metres(double pixels) => (float)(pixels / LanderScale.PixelsPerMetre);
}
