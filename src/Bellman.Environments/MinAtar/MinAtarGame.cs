using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// What the five MinAtar games have in common (Young and Tian, "MinAtar: an Atari-inspired testbed for thorough and reproducible
/// reinforcement learning experiments", 2019, arXiv:1903.03176): a grid of 10 x 10 cells with a plane of zeros and ones for each kind
/// of thing, up to six actions, and sticky actions. There are no reset options.
/// </summary>
/// <remarks>
/// The games are written from the paper's description. Numbers that it leaves open, such as how often an alien shoots, are ours and
/// stand as constants at the top of each game.
/// </remarks>
public abstract class MinAtarGame : Env
{
    private static readonly MinAtarAction[] AllActions = Enum.GetValues<MinAtarAction>();

    private readonly MinAtarAction[] _actions;
    private readonly string[] _names;
    private readonly double _stickiness;
    private MinAtarAction _last;

    private protected MinAtarGame(MinAtarOptions? options, int planes, params MinAtarAction[] minimalActions)
    {
        options ??= new MinAtarOptions();
        _actions = options.MinimalActions ? minimalActions : AllActions;
        _names = [.. _actions.Select(action => action == MinAtarAction.None ? "nothing" : action.ToString().ToLowerInvariant())];
        _stickiness = options.StickyActionProbability;
        IsRamping = options.DifficultyRamping;
        ObservationSpace = new Box(0, 1, [planes, BitGrid.Side, BitGrid.Side], ElementType.Byte);
        ActionSpace = new Discrete(_actions.Length);
    }

    /// <summary>A plane of 10 x 10 zeros and ones for each kind of thing, planes first.</summary>
    public sealed override Space ObservationSpace { get; }

    /// <summary>An index into <see cref="Actions"/>.</summary>
    public sealed override Space ActionSpace { get; }

    /// <summary>What each action does.</summary>
    public IReadOnlyList<MinAtarAction> Actions => _actions;

    /// <summary>What the planes of an observation show, in their order.</summary>
    public abstract IReadOnlyList<string> Planes { get; }

    /// <summary>Whether the game becomes faster.</summary>
    private protected bool IsRamping { get; }

    /// <inheritdoc/>
    public override double FramesPerSecond => 10;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames => _names;

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        Span<float> planes = stackalloc float[Planes.Count * BitGrid.Cells];
        planes.Clear();
        Draw(planes);
        MinAtarPicture.Draw(canvas, planes, Planes);
    }

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => ResetBounds.RequireNone(options);

    /// <inheritdoc/>
    protected sealed override void OnReset(Span<float> observation)
    {
        _last = MinAtarAction.None;
        Start();
        Draw(observation);
    }

    /// <inheritdoc/>
    protected sealed override void CheckAction(ReadOnlySpan<float> action) => ActionRow.Choice(action, _actions.Length);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    protected sealed override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        MinAtarAction chosen = _actions[ActionRow.Choice(action, _actions.Length)];
        if (Rng.NextDouble() >= _stickiness)
            _last = chosen;
        StepResult result = Advance(_last);
        Draw(observation);
        return result;
    }

    /// <inheritdoc/>
    protected sealed override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("last_action", (int)_last);
        SaveGame(writer);
    }

    /// <inheritdoc/>
    protected sealed override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _last = (MinAtarAction)reader.ReadInt32("last_action");
        if (!AllActions.Contains(_last))
            throw reader.Fault($"there is no action number {(int)_last}");
        LoadGame(reader);
    }

    /// <summary>Columns to the right that an action goes.</summary>
    private protected static int Across(MinAtarAction action) => action == MinAtarAction.Right ? 1 : action == MinAtarAction.Left ? -1 : 0;

    /// <summary>Rows down that an action goes.</summary>
    private protected static int Down(MinAtarAction action) => action == MinAtarAction.Down ? 1 : action == MinAtarAction.Up ? -1 : 0;

    /// <summary>Sets everything up for a new episode.</summary>
    private protected abstract void Start();

    /// <summary>Advances the game by one frame.</summary>
    private protected abstract StepResult Advance(MinAtarAction action);

    /// <summary>Writes all planes.</summary>
    private protected abstract void Draw(Span<float> observation);

    /// <summary>Writes what <see cref="Advance"/> depends on.</summary>
    private protected abstract void SaveGame(CheckpointWriter writer);

    /// <summary>Restores what <see cref="SaveGame"/> wrote.</summary>
    private protected abstract void LoadGame(CheckpointReader reader);
}
