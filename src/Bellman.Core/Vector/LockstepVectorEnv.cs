namespace Bellman.Core;

/// <summary>
/// Worlds that are environments of their own, but of which the costly part of a step is done for all of them together before each is asked for
/// its result. Everything is as if each were stepped by itself, to the bit, and checkpoints are those of <see cref="SyncVectorEnv"/>.
/// </summary>
public abstract class LockstepVectorEnv : WorldsVectorEnv
{
    /// <summary>Makes the worlds.</summary>
    /// <param name="create">Makes one world; called <paramref name="count"/> times, and again for each <see cref="VectorEnv.CreateEnv"/>.</param>
    /// <param name="count">How many worlds, at least 1.</param>
    protected LockstepVectorEnv(Func<Env> create, int count)
        : base(create, count)
    {
    }

    /// <summary>Refuses what is no action, before anything changes.</summary>
    /// <param name="actions">One row for each world.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is no action.</exception>
    protected abstract void OnRequireActions(ReadOnlySpan<float> actions);

    /// <summary>Does the common part of a step. Each world's <see cref="Env.Step"/> follows.</summary>
    /// <param name="actions">One row for each world.</param>
    protected abstract void Advance(ReadOnlySpan<float> actions);

    /// <inheritdoc/>
    private protected sealed override void RequireActions(ReadOnlySpan<float> actions) => OnRequireActions(actions);

    /// <inheritdoc/>
    private protected sealed override void StepWorlds()
    {
        Advance(ActionRows);
        for (int i = 0; i < Count; i++) StepWorld(i);
    }
}
