namespace Bellman.Core;

/// <summary>Worlds that are stepped one after the other on the calling thread. See <see cref="VectorEnv"/> for the autoreset.</summary>
public sealed class SyncVectorEnv : WorldsVectorEnv
{
    /// <summary>Makes the worlds.</summary>
    /// <param name="create">Makes one world; called <paramref name="count"/> times, and again for each <see cref="VectorEnv.CreateEnv"/>.</param>
    /// <param name="count">How many worlds, at least 1.</param>
    public SyncVectorEnv(Func<Env> create, int count = 1)
        : base(create, count)
    {
    }

    /// <inheritdoc/>
    private protected override void StepWorlds()
    {
        for (int i = 0; i < Count; i++) StepWorld(i);
    }
}
