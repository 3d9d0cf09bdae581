using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>
/// A robot with two legs that must walk over uneven ground (Gymnasium's BipedalWalker, by Oleg Klimov).
/// <para>
/// Observation, 24 numbers: the hull's angle, angular velocity and velocity; for each leg the angle and angular velocity
/// of hip and knee and whether its foot touches the ground; and ten lidar distances. Action: the power of the motors in
/// hip and knee of the first leg, then of the second, each from -1 to 1. Reward: the way forward, less tilt and torque;
/// -100 for falling.
/// </para>
/// </summary>
/// <remarks>
/// Draws, physics and rewards follow Gymnasium 1.3.0 (<c>envs/box2d/bipedal_walker.py</c>). As there, the world is kept
/// over resets: what was in it is taken out body by body, and the order in which numbers of the broad phase come free
/// decides the order of contacts, and so the last digits of the next episode. Here a reset with a seed makes the world
/// new all the same, so that a seed decides all that follows; with <see cref="BipedalWalkerOptions.FreshWorld"/> each does.
/// </remarks>
public sealed class BipedalWalker : Env
{
    private const int VelocityIterations = 6 * 30;
    private const int PositionIterations = 2 * 30;
    private const double InitialForce = 5;
    private const double End = (WalkerTerrain.PointCount - WalkerScale.GrassLength) * WalkerScale.GroundStep;
    private const int ContactsPerPart = 20;

    private readonly BipedalWalkerOptions _options;
    private readonly World _world = new(new Vector2D(0, -10));
    private readonly WalkerTerrain _terrain = new();
    private readonly WalkerMachine _machine = new();
    private readonly HullContacts _contacts = new();
    private readonly WalkerLidar _lidar = new();
    private readonly WalkerReward _reward = new();
    private bool _isBuilt;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">Its options; the defaults where there are none.</param>
    public BipedalWalker(BipedalWalkerOptions? options = null)
    {
        _options = options ?? new BipedalWalkerOptions();
        _world.ContactListener = _contacts;
        _world.ReserveBodies(WalkerTerrain.PointCount - 1 + WalkerTerrain.MaxObstacles + WalkerMachine.PartCount);
        _world.ReserveContacts(WalkerMachine.PartCount * ContactsPerPart);
    }

    /// <inheritdoc/>
    public override Space ObservationSpace { get; } = new Box(
        [-MathF.PI, -5, -5, -5, .. Leg(-1), .. Leg(-1), .. Rays(-1)], [MathF.PI, 5, 5, 5, .. Leg(1), .. Leg(1), .. Rays(1)]);

    /// <inheritdoc/>
    public override Space ActionSpace { get; } = new Box(-1, 1, 4);

    /// <summary>The hull. Valid from a reset to the next.</summary>
    /// <exception cref="InvalidOperationException">There was no reset yet.</exception>
    public Body Hull => _isBuilt ? _machine.Hull : throw NotBuilt();

    /// <summary>Upper and lower half of the first leg, then of the second. Valid from a reset to the next.</summary>
    /// <exception cref="InvalidOperationException">There was no reset yet.</exception>
    public IReadOnlyList<Body> Legs => _isBuilt ? _machine.Legs : throw NotBuilt();

    /// <summary>Hip and knee of the first leg, then of the second. Valid from a reset to the next.</summary>
    /// <exception cref="InvalidOperationException">There was no reset yet.</exception>
    public IReadOnlyList<RevoluteJoint> Joints => _isBuilt ? _machine.Joints : throw NotBuilt();

    /// <summary>Horizontal positions of the ground's 200 points, in metres, from left to right.</summary>
    public ReadOnlySpan<double> TerrainX => _terrain.X;

    /// <summary>Heights of the ground's points, in metres.</summary>
    public ReadOnlySpan<double> TerrainY => _terrain.Y;

    /// <summary>The number of the obstacles' polygons; a pit has two, stairs have three or four.</summary>
    public int ObstacleCount => _terrain.ObstacleCount;

    /// <summary>Horizontal position of the hull at which the way is done, in metres.</summary>
    public static double Finish => End;

    /// <summary>The corners of an obstacle's polygon, in metres, counter-clockwise.</summary>
    /// <param name="index">Which one, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such polygon.</exception>
    public ReadOnlySpan<Vector2D> Obstacle(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ObstacleCount);
        return _terrain.Obstacle(index);
    }

    /// <summary>Whether the lower half of a leg counts as touching the ground.</summary>
    /// <param name="index">0 for the first leg, 1 for the second one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leg.</exception>
    public bool IsLegDown(int index) => _contacts.IsDown(index);

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => ResetBounds.RequireNone(options);

    /// <inheritdoc/>
    public override double FramesPerSecond => WalkerScale.FramesPerSecond;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ObservationNames { get; } =
    [
        "hull angle", "hull angular velocity", "velocity x", "velocity y",
        "hip 1 angle", "hip 1 speed", "knee 1 angle", "knee 1 speed", "foot 1 down",
        "hip 2 angle", "hip 2 speed", "knee 2 angle", "knee 2 speed", "foot 2 down",
        .. Enumerable.Range(1, WalkerLidar.RayCount).Select(ray => $"lidar {ray}"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["hip 1", "knee 1", "hip 2", "knee 2"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas)
    {
        Span<float> rays = stackalloc float[WalkerLidar.RayCount];
        _lidar.Measure(_world, Hull.Position, rays);
        WalkerPicture.Draw(canvas, this, rays, _lidar);
    }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        _terrain.Draw(Rng, _options.Hardcore);
        WalkerClouds.Draw(Rng);
        Build(isNew: IsSeeding || _options.FreshWorld);
        _machine.Hull.ApplyForceToCenter(new Vector2D((float)Rng.Uniform(-InitialForce, InitialForce), 0));
        _reward.Clear();
        Advance([0, 0, 0, 0], observation); // Upstream, too, a reset ends with one step without motors.
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action) => ActionRow.RequireNumbers(action[..4]);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A motor's power is not finite.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        CheckAction(action);
        return Advance(action, observation);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("built", _isBuilt);
        if (!_isBuilt)
        {
            return;
        }
        _terrain.Save(writer);
        _contacts.Save(writer);
        writer.Write("shaping", _reward.Shaping);
        WorldCheckpoint.Save(writer, _world);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _isBuilt = reader.ReadBoolean("built");
        if (!_isBuilt)
        {
            return;
        }
        _terrain.Load(reader);
        Build(isNew: true);
        _contacts.Load(reader);
        _reward.Shaping = reader.ReadDouble("shaping");
        WorldCheckpoint.Load(reader, _world);
    }

    private static InvalidOperationException NotBuilt() => new("The walker has no body before its first Reset.");

    /// <summary>Bounds of a leg's numbers, upstream's: five times the motors' speed, and 5 for a contact that is 0 or 1.</summary>
    private static float[] Leg(int sign) => [sign * MathF.PI, sign * 5, sign * MathF.PI, sign * 5, sign > 0 ? 5 : -0f];

    private static float[] Rays(float bound) => [.. Enumerable.Repeat(bound, WalkerLidar.RayCount)];

    private void Build(bool isNew)
    {
        // The orders of destruction and of creation decide the order of solving, and so the last bits of everything.
        if (isNew || !_isBuilt)
        {
            _world.Clear();
        }
        else
        {
            _terrain.Remove(_world);
            _machine.Remove(_world);
        }
        _terrain.Build(_world);
        _machine.Build(_world);
        _contacts.Watch(_machine.Hull, _machine.LowerLeg(0), _machine.LowerLeg(1));
        _isBuilt = true;
    }

    private StepResult Advance(ReadOnlySpan<float> action, Span<float> observation)
    {
        _machine.Drive(action[0], action[1], action[2], action[3]);
        _world.Step((float)(1 / WalkerScale.FramesPerSecond), VelocityIterations, PositionIterations);
        Observe(observation);
        float reward = _reward.Take(_machine.Hull, action);
        float x = _machine.Hull.Position.X;
        bool hasFailed = _contacts.HasCrashed || x < 0;
        return new StepResult(hasFailed ? -100 : reward, hasFailed || x > End);
    }

    /// <summary>Writes the observation: computed in double precision, then rounded.</summary>
    private void Observe(Span<float> observation)
    {
        Body hull = _machine.Hull;
        observation[0] = hull.Angle;
        observation[1] = (float)(2.0 * hull.AngularVelocity / WalkerScale.FramesPerSecond);
        observation[2] = (float)(0.3 * hull.LinearVelocity.X * WalkerScale.Width / WalkerScale.FramesPerSecond);
        observation[3] = (float)(0.3 * hull.LinearVelocity.Y * WalkerScale.Height / WalkerScale.FramesPerSecond);
        for (int i = 0; i < 2; i++)
        {
            Span<float> leg = observation.Slice(4 + 5 * i, 5);
            leg[0] = _machine.Hip(i).Angle;
            leg[1] = (float)(_machine.Hip(i).Speed / (double)WalkerScale.HipSpeed);
            leg[2] = (float)(_machine.Knee(i).Angle + 1.0);
            leg[3] = (float)(_machine.Knee(i).Speed / (double)WalkerScale.KneeSpeed);
            leg[4] = _contacts.IsDown(i) ? 1 : 0;
        }
        _lidar.Measure(_world, hull.Position, observation.Slice(14, WalkerLidar.RayCount));
    }
}
