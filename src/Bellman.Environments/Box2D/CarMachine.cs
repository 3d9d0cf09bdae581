using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The car: a hull of four polygons on four wheels, the front ones steered, the rear ones driven, all braked.</summary>
internal sealed class CarMachine
{
    public const int WheelCount = 4;
    public const int FixtureCount = 8;

    /// <summary>The hull's body has this tag, a wheel's this one less its number and 1; tiles have tags from 0 on.</summary>
    public const int HullTag = -1;

    private const ushort WheelCategory = 0x0020;
    private const ushort RoadCategory = 0x0001;
    private const double SteeringLimit = 0.4;
    private const double SteeringTorque = 180 * 900 * CarScale.Size * CarScale.Size;

    /// <summary>The most that the gas grows in a step; it falls at once.</summary>
    private const double GasGrowth = 0.1;

    private static readonly PolygonShape[] HullShapes =
    [
        Polygon((-60, 130), (60, 130), (60, 110), (-60, 110)),
        Polygon((-15, 120), (15, 120), (20, 20), (-20, 20)),
        Polygon((25, 20), (50, -10), (50, -40), (20, -90), (-20, -90), (-50, -40), (-50, -10), (-25, 20)),
        Polygon((-50, -120), (50, -120), (50, -90), (-50, -90)),
    ];

    private static readonly PolygonShape WheelShape = Polygon((-14, 27), (14, 27), (14, -27), (-14, -27));
    private static readonly (int X, int Y)[] WheelPlaces = [(-55, 80), (55, 80), (-55, -82), (55, -82)];

    private readonly CarWheel[] _wheels = [new(), new(), new(), new()];

    public Body Hull { get; private set; } = null!;

    /// <summary>Front left, front right, rear left, rear right.</summary>
    public IReadOnlyList<CarWheel> Wheels => _wheels;

    /// <summary>Puts the car into the world, at rest.</summary>
    public void Build(World world, in TrackPoint start)
    {
        Hull = world.CreateBody(Part(start, 0, 0, HullTag));
        foreach (PolygonShape shape in HullShapes)
        {
            Hull.CreateFixture(new FixtureDef(shape) { Density = 1 });
        }
        for (int i = 0; i < WheelCount; i++)
        {
            // As upstream, the wheels begin beside the hull as if it were not turned; the joints pull them to their places in the first steps.
            double x = WheelPlaces[i].X * CarScale.Size, y = WheelPlaces[i].Y * CarScale.Size;
            Body body = world.CreateBody(Part(start, x, y, HullTag - 1 - i));
            body.CreateFixture(new FixtureDef(WheelShape) { Density = 0.1f, Category = WheelCategory, Mask = RoadCategory });
            _wheels[i].Attach(body, world.CreateJoint(new RevoluteJointDef(Hull, body)
            {
                LocalAnchorA = new Vector2D((float)x, (float)y),
                EnableMotor = true,
                EnableLimit = true,
                MaxMotorTorque = (float)SteeringTorque,
                LowerAngle = (float)-SteeringLimit,
                UpperAngle = (float)SteeringLimit,
            }));
        }
    }

    /// <summary>The wheel whose body has a tag, or null.</summary>
    public CarWheel? WheelOf(int tag) => tag < HullTag ? _wheels[HullTag - 1 - tag] : null;

    /// <summary>Sets the controls.</summary>
    /// <param name="steering">The angle of the front wheels in radians, positive to the left. The joints hold it to 0.4.</param>
    /// <param name="gas">From 0 to 1; what is beyond is cut off.</param>
    /// <param name="brake">From 0 to 1; from 0.9 on the wheels are locked.</param>
    public void Drive(double steering, double gas, double brake)
    {
        _wheels[0].Steering = _wheels[1].Steering = steering;
        double wanted = Math.Clamp(gas, 0, 1);
        for (int i = 2; i < WheelCount; i++)
        {
            _wheels[i].Gas += Math.Min(wanted - _wheels[i].Gas, GasGrowth);
        }
        foreach (CarWheel wheel in _wheels)
        {
            wheel.Brake = brake;
        }
    }

    /// <summary>Turns the wheels and applies their forces, before the world's step.</summary>
    public void Step(double duration)
    {
        foreach (CarWheel wheel in _wheels)
        {
            wheel.Step(duration);
        }
    }

    public void Save(CheckpointWriter writer)
    {
        for (int i = 0; i < WheelCount; i++)
        {
            _wheels[i].Save(writer, $"wheel{i}");
        }
    }

    public void Load(CheckpointReader reader)
    {
        for (int i = 0; i < WheelCount; i++)
        {
            _wheels[i].Load(reader, $"wheel{i}");
        }
    }

    private static BodyDef Part(in TrackPoint start, double x, double y, int tag) => new()
    {
        Type = BodyType.Dynamic,
        Position = new Vector2D((float)(start.X + x), (float)(start.Y + y)),
        Angle = (float)start.Beta,
        Tag = tag,
    };

    private static PolygonShape Polygon(params ReadOnlySpan<(int X, int Y)> corners)
    {
        Span<Vector2D> points = stackalloc Vector2D[corners.Length];
        for (int i = 0; i < corners.Length; i++)
        {
            points[i] = new Vector2D((float)(corners[i].X * CarScale.Size), (float)(corners[i].Y * CarScale.Size));
        }
        return new PolygonShape(points);
    }
}
