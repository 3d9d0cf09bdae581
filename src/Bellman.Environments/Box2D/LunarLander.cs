using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>
/// A craft that must land softly on a pad on the moon (Gymnasium's LunarLander, by Oleg Klimov).
/// <para>
/// Observation: position from the pad and velocity, in units of the picture; angle in radians; angular velocity; and
/// whether each leg touches the ground. Action: 0 nothing, 1 left engine, 2 main engine, 3 right engine; or, continuous,
/// the throttles of the main engine and of the side engines. Reward: the gain in nearness, slowness, uprightness and leg
/// contact, less fuel; -100 for a crash or for leaving the picture sideways, 100 for coming to rest.
/// </para>
/// </summary>
/// <remarks>
/// Draws, physics and rewards follow Gymnasium 1.3.0 (<c>envs/box2d/lunar_lander.py</c>); the reward is rounded to single
/// precision. The particles of exhaust, which Gymnasium adds to pictures only, are not part of the world.
/// </remarks>
public sealed class LunarLander : Env
{
    internal const int VelocityIterations = 6 * 30;
    internal const int PositionIterations = 2 * 30;
    internal const float StepDuration = (float)(1 / LanderScale.FramesPerSecond);
    private const double InitialForce = 1000;
    private const int MovingParts = 3;

    private readonly LunarLanderOptions _options;
    private readonly World _world;
    private readonly LanderTerrain _terrain = new();
    private readonly LanderCraft _craft = new();
    private readonly HullContacts _contacts = new();
    private readonly LanderEngines _engines = new();
    private readonly LanderReward _reward = new();
    private readonly LanderWind _wind;
    private bool _isBuilt;
    private bool _isPushed;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">Its options; the defaults where there are none.</param>
    public LunarLander(LunarLanderOptions? options = null)
    {
        _options = options ?? new LunarLanderOptions();
        _wind = new LanderWind(_options.WindPower, _options.TurbulencePower);
        _world = new World(new Vector2D(0, (float)_options.Gravity)) { ContactListener = _contacts };
        _world.ReserveContacts(MovingParts * _terrain.X.Length); // Each part near each segment of the surface and the floor below: no flight needs more.
        ActionSpace = _options.Continuous ? new Box(-1, 1, 2) : new Discrete(4);
    }

    /// <inheritdoc/>
    public override Space ObservationSpace { get; } = new Box(
        [-2.5f, -2.5f, -10, -10, -2 * MathF.PI, -10, -0f, -0f], [2.5f, 2.5f, 10, 10, 2 * MathF.PI, 10, 1, 1]);

    /// <inheritdoc/>
    public override Space ActionSpace { get; }

    /// <summary>The hull. Valid from a reset to the next.</summary>
    /// <exception cref="InvalidOperationException">There was no reset yet.</exception>
    public Body Hull => _isBuilt ? _craft.Hull : throw NotBuilt();

    /// <summary>The right and the left leg. Valid from a reset to the next.</summary>
    /// <exception cref="InvalidOperationException">There was no reset yet.</exception>
    public IReadOnlyList<Body> Legs => _isBuilt ? _craft.Legs : throw NotBuilt();

    /// <summary>Horizontal positions of the surface's eleven points, in metres, from left to right.</summary>
    public ReadOnlySpan<double> TerrainX => _terrain.X;

    /// <summary>Heights of the surface's points, in metres.</summary>
    public ReadOnlySpan<double> TerrainY => _terrain.Y;

    /// <summary>Horizontal position of the helipad's left flag, in metres.</summary>
    public double HelipadLeft => _terrain.HelipadLeft;

    /// <summary>Horizontal position of the helipad's right flag, in metres.</summary>
    public double HelipadRight => _terrain.HelipadRight;

    /// <summary>Height of the helipad's flags, in metres; the surface there is one hundredth lower.</summary>
    public static double HelipadHeight => LanderScale.HelipadHeight;

    /// <summary>Throttle of the main engine in the last step: 0, or 0.5 to 1.</summary>
    public double MainEngine => _engines.Main;

    /// <summary>Throttle of the side engines in the last step: 0, or 0.5 to 1, negative for the left one.</summary>
    public double SideEngine => _engines.Side * _engines.Direction;

    /// <summary>Whether a leg counts as touching the ground.</summary>
    /// <param name="index">0 for the right leg, 1 for the left one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leg.</exception>
    public bool IsLegDown(int index) => _contacts.IsDown(index);

    /// <inheritdoc/>
    public override double FramesPerSecond => LanderScale.FramesPerSecond;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ObservationNames { get; } =
        ["x", "y", "velocity x", "velocity y", "angle", "angular velocity", "right leg", "left leg"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames => _options.Continuous ? ["main engine", "side engines"] : ["nothing", "left engine", "main engine", "right engine"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => LanderPicture.Draw(canvas, this);

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => ResetBounds.RequireNone(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        _terrain.Draw(Rng);
        Build();
        _craft.Hull.ApplyForceToCenter(new Vector2D(
            (float)Rng.Uniform(-InitialForce, InitialForce), (float)Rng.Uniform(-InitialForce, InitialForce)));
        if (_options.EnableWind)
        {
            _wind.Draw(Rng);
        }
        _reward.Clear();
        _engines.Clear();

        // Upstream, too, a reset ends with one step without engines.
        Push();
        Simulate();
        Report(observation);
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action)
    {
        if (_options.Continuous)
        {
            ActionRow.RequireNumbers(action[..2]);
        }
        else
        {
            ActionRow.Choice(action, 4);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The action is none of the four choices, or a throttle is not finite.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        // A batch has given the command, pushed, and moved the world on already.
        if (!_isPushed)
        {
            Command(action);
            Push();
            Simulate();
        }
        return Report(observation);
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
        writer.Write("terrain", _terrain.Y);
        writer.Write("wind", [_wind.ForceIndex, _wind.TorqueIndex]);
        writer.Write("engines", [_engines.Main, _engines.Side, _engines.Direction]);
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
        Build();
        Span<long> wind = stackalloc long[2];
        reader.Read("wind", wind);
        (_wind.ForceIndex, _wind.TorqueIndex) = (wind[0], wind[1]);
        Span<double> engines = stackalloc double[3];
        reader.Read("engines", engines);
        _engines.Set(engines[0], engines[1], engines[2]);
        _contacts.Load(reader);
        _reward.Shaping = reader.ReadDouble("shaping");
        WorldCheckpoint.Load(reader, _world);
    }

    private static InvalidOperationException NotBuilt() => new("The lander has no craft before its first Reset.");

    private void Build()
    {
        // The order of creation decides the order of solving, and so the last bits of everything.
        _world.Clear();
        _terrain.Build(_world);
        _craft.BuildHull(_world);
        _craft.BuildLegs(_world);
        _contacts.Watch(_craft.Hull, _craft.Legs[0], _craft.Legs[1]);
        _isBuilt = true;
    }

    /// <summary>The simulation, for a batch to move on.</summary>
    internal World Simulation => _world;

    /// <summary>The first part of a step: sets the engines.</summary>
    internal void Command(ReadOnlySpan<float> action)
    {
        if (_options.Continuous)
        {
            _engines.Throttle(ActionRow.Number(action), ActionRow.Number(action, 1));
        }
        else
        {
            _engines.Choose(ActionRow.Choice(action, 4));
        }
    }

    /// <summary>The second part: engines and wind act. The third moves the simulation on.</summary>
    internal void Push()
    {
        if (_options.EnableWind && !_contacts.IsAnyFootDown)
        {
            _wind.Blow(_craft.Hull);
        }
        _engines.Fire(_craft.Hull, Rng);
        _isPushed = true;
    }

    private void Simulate() => _world.Step(StepDuration, VelocityIterations, PositionIterations);

    /// <summary>The last part: observes and rewards.</summary>
    private StepResult Report(Span<float> observation)
    {
        _isPushed = false;
        Body hull = _craft.Hull;
        var state = new LanderState(hull, _contacts.IsDown(0), _contacts.IsDown(1));
        state.Write(observation);
        double reward = _reward.Take(state, _engines);
        bool terminated = false;
        if (_contacts.HasCrashed || Math.Abs(state.X) >= 1)
        {
            terminated = true;
            reward = -100;
        }
        if (!hull.IsAwake)
        {
            terminated = true;
            reward = 100;
        }
        return new StepResult((float)reward, terminated);
    }
}
