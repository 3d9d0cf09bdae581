using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// Fetch a passenger at one of four stands and bring him to another one. After Dietterich, "Hierarchical reinforcement learning with
/// the MAXQ value function decomposition", 2000, as Gymnasium has it. Actions: 0 down, 1 up, 2 right, 3 left, 4 pick up, 5 drop off.
/// Observation: <c>((row * 5 + column) * 5 + passenger) * 4 + destination</c>, where the passenger waits at a stand (0 red, 1 green,
/// 2 yellow, 3 blue) or sits in the taxi (4), and the destination is a stand. Reward: 20 for the right destination, -10 for picking up
/// or dropping off where that is impossible, -1 for every other step. The episode terminates at the destination. There are no reset
/// options.
/// </summary>
/// <remarks>
/// The table of transitions knows nothing of a fickle passenger, whose whims depend on more than the state. Taxi-v3 and Taxi-v4 are the
/// same here: Gymnasium's v3 differs in rain and whims only, which 1.3 mended as v4.
/// </remarks>
public sealed class Taxi : TabularEnv
{
    private const int Side = 5;
    private const int Cells = Side * Side;
    private const int InTaxi = 4;
    private const int PickUp = 4;
    private const int DropOff = 5;
    private const int ActionTotal = 6;

    // A colon can be passed, a bar cannot.
    private static readonly string[] Walls = ["| : | : : |", "| : | : : |", "| : : : : |", "| | : | : |", "| | : | : |"];
    private static readonly int[] Stands = [0, 4, 20, 23];
    private static readonly Grid Streets = new(Side, Side, "v^><");

    // The actions that go to the left and to the right of each direction.
    private static readonly (int Left, int Right)[] Sideways = [(2, 3), (3, 2), (1, 0), (0, 1)];

    private static readonly Lazy<TransitionTable> Dry = new(() => MakeTable(new TaxiOptions()));

    private readonly bool _canBeFickle;
    private readonly double _fickleProbability;

    // Whether the passenger of this episode will change his mind.
    private bool _isFickle;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public Taxi(TaxiOptions? options = null)
        : base(TableOf(options ?? new TaxiOptions()))
    {
        options ??= new TaxiOptions();
        _canBeFickle = options.FicklePassenger;
        _fickleProbability = options.FickleProbability;
    }

    /// <summary>Makes many taxis that are stepped together. With fickle passengers, who are more than a table, each is stepped by itself.</summary>
    internal static VectorEnv Batch(Func<Env> create, int count)
    {
        using Env probe = create();
        return probe.Unwrapped is Taxi { _canBeFickle: true } ? new SyncVectorEnv(create, count) : new TabularBatch<Taxi>(create, count);
    }

    /// <summary>Tells which actions change a state (Gymnasium's <c>action_mask</c>).</summary>
    /// <param name="state">A state from 0 to 499.</param>
    /// <param name="allowed">Receives six answers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public static void MaskActions(int state, Span<bool> allowed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(state);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, Encode(Cells, 0, 0));
        (int taxi, int passenger, _) = Decode(state);
        for (int action = 0; action < PickUp; action++) allowed[action] = Move(taxi, action) != taxi;
        allowed[PickUp] = passenger != InTaxi && Stands[passenger] == taxi;
        allowed[DropOff] = passenger == InTaxi && Stands.Contains(taxi);
    }

    /// <inheritdoc/>
    public override bool HasActionMask => true;

    /// <inheritdoc/>
    public override double FramesPerSecond => 4;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["down", "up", "right", "left", "pick up", "drop off"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas)
    {
        (int taxi, int passenger, int destination) = Decode(State);
        TaxiPicture.Draw(canvas, Walls, Stands, taxi, passenger, destination);
    }

    /// <inheritdoc/>
    protected override void OnActionMask(Span<bool> allowed) => MaskActions(State, allowed);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(observation);
        _isFickle = _canBeFickle && Rng.NextDouble() < _fickleProbability;
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        (int before, int rider, int wish) = Decode(State);
        StepResult result = base.OnStep(action, observation);
        if (!_isFickle || rider != InTaxi)
            return result;
        (int taxi, int passenger, _) = Decode(State);
        if (taxi == before)
            return result;
        _isFickle = false;

        // One of the other three stands.
        int other = Rng.Choice(Stands.Length - 1);
        State = Encode(taxi, passenger, other < wish ? other : other + 1);
        observation[0] = State;
        return result;
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        base.OnSave(writer);
        writer.Write("fickle", _isFickle);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        base.OnLoad(reader);
        _isFickle = reader.ReadBoolean("fickle");
    }

    private static int Encode(int taxi, int passenger, int destination) => (((taxi * 5) + passenger) * 4) + destination;

    private static (int Taxi, int Passenger, int Destination) Decode(int state) => (state / 20, state / 4 % 5, state % 4);

    private static int Move(int taxi, int action)
    {
        (int row, int column) = (taxi / Side, taxi % Side);
        bool isWall = (action == 2 && Walls[row][(2 * column) + 2] != ':') || (action == 3 && Walls[row][2 * column] != ':');
        return isWall ? taxi : Streets.Move(taxi, action);
    }

    /// <summary>On dry streets there is a single table for all.</summary>
    private static TransitionTable TableOf(TaxiOptions options) => options.IsRainy ? MakeTable(options) : Dry.Value;

    private static TransitionTable MakeTable(TaxiOptions options)
    {
        var initial = new double[Encode(Cells, 0, 0)];
        for (int state = 0; state < initial.Length; state++)
        {
            (_, int passenger, int destination) = Decode(state);
            initial[state] = passenger != InTaxi && passenger != destination ? 1 : 0;
        }

        return new TransitionTable(initial, ActionTotal, (state, action) => action switch
        {
            PickUp => [Board(state)],
            DropOff => [Alight(state)],
            _ => Drive(state, action, options),
        });
    }

    private static TabularOutcome[] Drive(int state, int action, TaxiOptions options)
    {
        (int taxi, int passenger, int destination) = Decode(state);
        int ahead = Move(taxi, action);
        if (!options.IsRainy)
            return [To(ahead, 1)];

        // A taxi that stands at a wall does not slide along it.
        (int left, int right) = ahead == taxi ? (taxi, taxi) : (Move(taxi, Sideways[action].Left), Move(taxi, Sideways[action].Right));
        double aside = (1 - options.RainyProbability) / 2;
        return [To(ahead, options.RainyProbability), To(left, aside), To(right, aside)];

        TabularOutcome To(int cell, double probability) => new(probability, Encode(cell, passenger, destination), -1, Terminated: false);
    }

    private static TabularOutcome Board(int state)
    {
        (int taxi, int passenger, int destination) = Decode(state);
        return passenger != InTaxi && Stands[passenger] == taxi
            ? new TabularOutcome(1, Encode(taxi, InTaxi, destination), -1, Terminated: false)
            : new TabularOutcome(1, state, -10, Terminated: false);
    }

    private static TabularOutcome Alight(int state)
    {
        (int taxi, int passenger, int destination) = Decode(state);
        int stand = Array.IndexOf(Stands, taxi);
        if (passenger != InTaxi || stand < 0)
            return new TabularOutcome(1, state, -10, Terminated: false);
        bool isThere = stand == destination;
        return new TabularOutcome(1, Encode(taxi, stand, destination), isThere ? 20 : -1, isThere);
    }
}
