using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>
/// <see cref="LunarLander"/> many times: the simulations of all worlds are moved on together, those in flight in the lanes
/// of vectors (<see cref="WorldBatch"/>). Each world is the scalar one to the bit, on every machine.
/// </summary>
public sealed class LunarLanderBatch : LockstepVectorEnv
{
    private readonly LunarLander[] _landers;
    private readonly World[] _simulations;
    private readonly WorldBatch _batch;
    private readonly int _actionSize;

    /// <summary>Makes the worlds.</summary>
    /// <param name="create">Makes one lander with nothing around it but a time limit; called <paramref name="count"/> times, and again for each <see cref="VectorEnv.CreateEnv"/>.</param>
    /// <param name="count">How many worlds, at least 1.</param>
    /// <exception cref="ArgumentException">A world is no lander, or a wrapper other than a time limit is around it.</exception>
    public LunarLanderBatch(Func<Env> create, int count)
        : base(create, count)
    {
        _landers = [.. Worlds.Select(Unwrap)];
        _simulations = [.. _landers.Select(lander => lander.Simulation)];
        _batch = new WorldBatch(count);
        _actionSize = ActionSpace.Size;
    }

    /// <inheritdoc/>
    protected override void OnRequireActions(ReadOnlySpan<float> actions)
    {
        if (ActionSpace is Discrete choices)
        {
            ActionRow.RequireChoices(actions, choices.Count);
        }
        else
        {
            ActionRow.RequireNumbers(actions);
        }
    }

    /// <inheritdoc/>
    protected override void Advance(ReadOnlySpan<float> actions)
    {
        for (int i = 0; i < _landers.Length; i++)
        {
            _landers[i].Command(actions.Slice(i * _actionSize, _actionSize));
            _landers[i].Push();
        }
        _batch.Step(_simulations, LunarLander.StepDuration, LunarLander.VelocityIterations, LunarLander.PositionIterations);
    }

    private static LunarLander Unwrap(Env world)
    {
        Env inner = world;
        while (inner is TimeLimit limit)
        {
            inner = limit.Inner;
        }
        return inner as LunarLander ?? throw new ArgumentException(
            $"A batch of landers takes landers with nothing around them but a time limit, not {world}.", nameof(world));
    }
}
