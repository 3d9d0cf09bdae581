using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>
/// A racing car seen from above, to be driven around a track that is new in every episode (Gymnasium's CarRacing, by Oleg Klimov).
/// <para>
/// Observation: a picture of 96 by 96 pixels in red, green and blue. Action: steering from -1 (left) to 1, gas and brake from 0 to 1; or one of five choices. Reward: 1000 shared out over the track's
/// tiles, each paid when a wheel first comes onto it, less 0.1 a step; -100 for leaving the field. The episode ends with the lap.
/// </para>
/// </summary>
/// <remarks>
/// Track, physics and rewards follow Gymnasium 1.3.0 (<c>envs/box2d/car_racing.py</c>, <c>car_dynamics.py</c>). The picture has the same layout and colours, but is drawn by our own canvas. Each episode is
/// computed in a world as new; upstream keeps its world over resets, which shows in nothing here, as the car meets nothing but sensors.
/// </remarks>
public sealed class CarRacing : Env
{
    private const int VelocityIterations = 6 * 30;
    private const int PositionIterations = 2 * 30;
    private const double Duration = 1 / CarScale.FramesPerSecond;
    private const double StepCost = 0.1;
    private const double LeftField = -100;
    private const int ContactsPerPart = 40;
    private const int ChoiceCount = 5;
    private const string Randomize = "randomize";

    private static readonly string[] ResetNames = [Randomize];

    private readonly CarRacingOptions _options;
    private readonly World _world = new(Vector2D.Zero);
    private readonly CarTrack _track = new();
    private readonly CarRoad _road = new();
    private readonly CarMachine _car = new();
    private readonly CarColors _colors = new();
    private readonly CarSkids _skids = new();
    private readonly CarObservation _picture = new();
    private readonly CarContacts _contacts;
    private double _paid;
    private double _time;
    private bool _isBuilt;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">Its options; the defaults where there are none.</param>
    public CarRacing(CarRacingOptions? options = null)
    {
        _options = options ?? new CarRacingOptions();
        _contacts = new CarContacts(_road, _car, _options.LapCompletePercent);
        _world.ContactListener = _contacts;
        _world.ReserveBodies(CarTrack.Capacity + CarMachine.FixtureCount);
        _world.ReserveContacts(CarMachine.FixtureCount * ContactsPerPart);
        ActionSpace = _options.Continuous ? new Box([-1, 0, 0], [1, 1, 1]) : new Discrete(ChoiceCount);
        ActionNames = _options.Continuous ? ["steering", "gas", "brake"] : ["nothing", "right", "left", "gas", "brake"];
    }

    /// <summary>Rows, columns, and red, green and blue from 0 to 255.</summary>
    public override Space ObservationSpace { get; } = new Box(0, 255, [CarObservation.Side, CarObservation.Side, CarObservation.Channels], ElementType.Byte);

    /// <summary>Steering, gas and brake; or a choice.</summary>
    public override Space ActionSpace { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; }

    /// <inheritdoc/>
    public override double FramesPerSecond => CarScale.FramesPerSecond;

    /// <summary>The car's hull. Valid from a reset to the next.</summary>
    /// <exception cref="InvalidOperationException">There was no reset yet.</exception>
    public Body Hull => _isBuilt ? _car.Hull : throw NotBuilt();

    /// <summary>Front left, front right, rear left and rear right wheel. Valid from a reset to the next.</summary>
    /// <exception cref="InvalidOperationException">There was no reset yet.</exception>
    public IReadOnlyList<CarWheel> Wheels => _isBuilt ? _car.Wheels : throw NotBuilt();

    /// <summary>The number of tiles; 0 before the first reset.</summary>
    public int TileCount => _track.Count;

    /// <summary>How many tiles a wheel has been on.</summary>
    public int VisitedTileCount => _road.VisitedCount;

    /// <summary>Whether the last step ended a lap: all tiles were visited, or the start was passed after enough of them. Upstream's info <c>lap_finished</c>.</summary>
    public bool IsLapFinished => !IsOutside && (_road.IsLapComplete || (_isBuilt && _road.VisitedCount == _road.Count));

    /// <summary>The colour of road that the car has touched.</summary>
    public Rgba RoadColor => _colors.Road;

    /// <summary>The darker colour of the grass.</summary>
    public Rgba GroundColor => _colors.Ground;

    /// <summary>The lighter colour of the grass.</summary>
    public Rgba GrassColor => _colors.Grass;

    internal double Time => _time;

    internal CarTrack Track => _track;

    internal CarRoad Road => _road;

    internal CarMachine Car => _car;

    internal CarColors Colors => _colors;

    internal CarSkids Skids => _skids;

    internal double Score => _contacts.Reward;

    private bool IsOutside => _isBuilt && (Math.Abs((double)_car.Hull.Position.X) > CarScale.Playfield || Math.Abs((double)_car.Hull.Position.Y) > CarScale.Playfield);

    /// <summary>The corners of a tile, in metres, counter-clockwise.</summary>
    /// <param name="index">Which one, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tile.</exception>
    public ReadOnlySpan<Vector2D> Tile(int index) => _road.Corners(RequireTile(index));

    /// <summary>Whether a wheel has been on a tile.</summary>
    /// <param name="index">Which tile, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tile.</exception>
    public bool IsVisited(int index) => _road.IsVisited(RequireTile(index));

    /// <summary>Whether there is a kerb beside a tile.</summary>
    /// <param name="index">Which tile, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tile.</exception>
    public bool HasKerb(int index) => _track.Kerbs[RequireTile(index)];

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options)
    {
        ResetBounds.RequireKnown(options, ResetNames);
        if (options is null || !options.TryGetValue(Randomize, out double value))
        {
            return;
        }
        if (value is not (0 or 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"The reset option '{Randomize}' is 0 or 1, but was {value}."), nameof(options));
        }
        if (!_options.DomainRandomize)
        {
            throw new ArgumentException($"The reset option '{Randomize}' needs the environment's option domain_randomize.", nameof(options));
        }
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action)
    {
        if (_options.Continuous)
        {
            ActionRow.RequireNumbers(action[..3]);
        }
        else
        {
            ActionRow.Choice(action, ChoiceCount);
        }
    }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        if (_options.DomainRandomize && Options?.GetValueOrDefault(Randomize, 1) != 0)
        {
            _colors.Draw(Rng);
        }
        _track.Draw(Rng);
        Build();
        _paid = 0;
        Advance();
        Show(observation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or there is no such choice.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        CheckAction(action);
        Drive(action);
        Advance();
        Show(observation); // As upstream, before the step's cost is taken off the score that it shows.
        _contacts.Reward -= StepCost;
        double reward = _contacts.Reward - _paid;
        _paid = _contacts.Reward;
        bool isOutside = IsOutside;
        return new StepResult((float)(isOutside ? LeftField : reward), isOutside || IsLapFinished);
    }

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => CarPicture.Draw(canvas, this);

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _colors.Save(writer);
        writer.Write("built", _isBuilt);
        if (!_isBuilt)
        {
            return;
        }
        _track.Save(writer);
        _road.Save(writer);
        _car.Save(writer);
        _skids.Save(writer);
        writer.Write("score", [_contacts.Reward, _paid, _time]);
        WorldCheckpoint.Save(writer, _world);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _colors.Load(reader);
        _isBuilt = reader.ReadBoolean("built");
        if (!_isBuilt)
        {
            return;
        }
        _track.Load(reader);
        Build();
        _road.Load(reader);
        _car.Load(reader);
        _skids.Load(reader);
        Span<double> score = stackalloc double[3];
        reader.Read("score", score);
        (_contacts.Reward, _paid, _time) = (score[0], score[1], score[2]);
        WorldCheckpoint.Load(reader, _world);
    }

    private int RequireTile(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, TileCount);
        return index;
    }

    private static InvalidOperationException NotBuilt() => new("The car has no body before its first Reset.");

    private void Build()
    {
        // The order of creation decides the order of solving, and so the last bits of everything.
        _world.Clear();
        _road.Clear();
        _road.Build(_world, _track);
        _car.Build(_world, _track.Points[0]);
        _skids.Clear();
        _contacts.Reward = 0;
        _time = 0;
        _isBuilt = true;
    }

    private void Drive(ReadOnlySpan<float> action)
    {
        if (_options.Continuous)
        {
            _car.Drive(-(double)action[0], action[1], action[2]);
            return;
        }
        int choice = (int)action[0];
        _car.Drive(choice == 1 ? -0.6 : choice == 2 ? 0.6 : 0, choice == 3 ? 0.2 : 0, choice == 4 ? 0.8 : 0);
    }

    private void Advance()
    {
        _car.Step(Duration);
        _world.Step((float)Duration, VelocityIterations, PositionIterations);
        _skids.Follow(_car.Wheels);
        _time += Duration;
    }

    private void Show(Span<float> observation) => _picture.Write(observation, _car, _track, _road, _colors, _time, _contacts.Reward);
}
