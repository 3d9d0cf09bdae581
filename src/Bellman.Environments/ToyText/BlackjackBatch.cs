using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// <see cref="Blackjack"/> many times. How many cards are drawn differs from world to world, so that there is nothing for vectors to do: what is saved is what stands around a
/// world's own step. The hands stay with the worlds.
/// </summary>
internal sealed unsafe class BlackjackBatch(Func<Env> create, int count) : BatchVectorEnv<Blackjack>(create, count)
{
    private const int RowSize = 3;

    private readonly Blackjack[] _tables = new Blackjack[count];

    /// <inheritdoc/>
    protected override void OnRequireActions(ReadOnlySpan<float> actions) => ActionRow.RequireChoices(actions, 2);

    /// <inheritdoc/>
    protected override void OnStep(in BatchStep step)
    {
        uint ended = 0;
        for (int i = 0; i < _tables.Length; i++)
        {
            StepResult result = _tables[i].Play(*step.Action(i) == 1, new Span<float>(step.Observation(RowSize * i), RowSize));
            *step.Reward(i) = result.Reward;
            ended |= result.Terminated ? 1u << (i & 7) : 0;
            *step.Ended(i) = (byte)ended;
            if ((i & 7) == 7) ended = 0;
        }
    }

    /// <inheritdoc/>
    protected override void OnReset(ReadOnlySpan<int> worlds, Span<float> observations)
    {
        foreach (int world in worlds) _tables[world].Deal(observations.Slice(RowSize * world, RowSize));
    }

    /// <inheritdoc/>
    protected override void OnClear(int lane)
    {
    }

    /// <inheritdoc/>
    protected override void OnTake(int index, Blackjack world) => _tables[index] = world;

    /// <inheritdoc/>
    protected override void OnGive(int index, Blackjack world)
    {
    }
}
