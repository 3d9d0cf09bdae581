using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>
/// A world with numbered states that is given by its table of transitions (Gymnasium's toy texts). Observations are the number of the
/// state, an exact integer in a float. The table itself is public, for planning.
/// </summary>
public abstract class TabularEnv : Env, ITabularModel
{
    private readonly TransitionTable _table;

    private protected TabularEnv(TransitionTable table)
    {
        _table = table;
        ObservationSpace = new Discrete(table.StateCount);
        ActionSpace = new Discrete(table.ActionCount);
    }

    /// <summary>The number of the state.</summary>
    public sealed override Space ObservationSpace { get; }

    /// <summary>The number of the action.</summary>
    public sealed override Space ActionSpace { get; }

    /// <summary>The state in which the world is.</summary>
    private protected int State { get; set; }

    /// <summary>The state, for worlds of one table that are stepped together.</summary>
    internal int Number
    {
        get => State;
        set => State = value;
    }

    /// <summary>The world's random numbers.</summary>
    internal Pcg64 Random => Rng;

    /// <summary>The transitions.</summary>
    internal TransitionTable Table => _table;

    /// <inheritdoc/>
    public int StateCount => _table.StateCount;

    /// <inheritdoc/>
    public int ActionCount => _table.ActionCount;

    /// <inheritdoc/>
    public ReadOnlySpan<double> InitialDistribution => _table.Initial;

    /// <inheritdoc/>
    public ReadOnlySpan<TabularOutcome> Outcomes(int state, int action)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(state);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, StateCount);
        ArgumentOutOfRangeException.ThrowIfNegative(action);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, ActionCount);
        return _table.Outcomes(state, action);
    }

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => ResetBounds.RequireNone(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        State = _table.DrawInitial(Rng);
        observation[0] = State;
    }

    /// <inheritdoc/>
    protected sealed override void CheckAction(ReadOnlySpan<float> action) => ActionRow.Choice(action, _table.ActionCount);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        ref readonly TabularOutcome outcome = ref _table.Draw(State, ActionRow.Choice(action, _table.ActionCount), Rng);
        State = outcome.State;
        observation[0] = State;
        return new StepResult((float)outcome.Reward, outcome.Terminated);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", State);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int state = reader.ReadInt32("state");
        if ((uint)state >= (uint)StateCount)
            throw reader.Fault($"the world has {StateCount} states, but the saved one is number {state}");
        State = state;
    }
}
