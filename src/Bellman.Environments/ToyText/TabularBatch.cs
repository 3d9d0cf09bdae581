using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>
/// Worlds of one table of transitions, their states in a column. A step is a draw from each world's own random numbers and a look into the table, which vectors do not help with:
/// what is saved is what stands around a world's own step.
/// </summary>
/// <typeparam name="TWorld">The environment.</typeparam>
internal sealed unsafe class TabularBatch<TWorld> : BatchVectorEnv<TWorld>
    where TWorld : TabularEnv
{
    private readonly TransitionTable _table;
    private readonly int[] _states;
    private readonly Pcg64[] _random;

    /// <summary>Makes the worlds.</summary>
    public TabularBatch(Func<Env> create, int count)
        : base(create, count)
    {
        _table = ((TWorld)Worlds[0].Unwrapped).Table;
        _states = new int[count];
        _random = new Pcg64[count];
    }

    /// <inheritdoc/>
    protected override void OnRequireActions(ReadOnlySpan<float> actions) => ActionRow.RequireChoices(actions, _table.ActionCount);

    /// <inheritdoc/>
    protected override void OnStep(in BatchStep step)
    {
        float* actions = step.Action(0), observations = step.Observation(0), rewards = step.Reward(0);
        uint ended = 0;
        for (int i = 0; i < _states.Length; i++)
        {
            ref readonly TabularOutcome outcome = ref _table.Draw(_states[i], (int)actions[i], _random[i]);
            _states[i] = outcome.State;
            observations[i] = outcome.State;
            rewards[i] = (float)outcome.Reward;
            ended |= outcome.Terminated ? 1u << (i & 7) : 0;
            *step.Ended(i) = (byte)ended;
            if ((i & 7) == 7) ended = 0;
        }
    }

    /// <inheritdoc/>
    protected override void OnReset(ReadOnlySpan<int> worlds, Span<float> observations)
    {
        foreach (int world in worlds) observations[world] = _states[world] = _table.DrawInitial(_random[world]);
    }

    /// <inheritdoc/>
    protected override void OnClear(int lane)
    {
    }

    /// <inheritdoc/>
    protected override void OnTake(int index, TWorld world) => (_states[index], _random[index]) = (world.Number, world.Random);

    /// <inheritdoc/>
    protected override void OnGive(int index, TWorld world) => world.Number = _states[index];
}
