using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// What <see cref="DdpgAgent"/>, <see cref="Td3Agent"/>, <see cref="SacAgent"/> and <see cref="TqcAgent"/> have in common as agents whose actor may act while it learns: the acting weights
/// lag behind those that learn, and a round makes the updates that are due from what the replay held when it began.
/// </summary>
public abstract class ContinuousAgent : Agent, IOverlappedAgent
{
    private protected ContinuousAgent(VectorEnv env)
        : base(env)
    {
    }

    /// <inheritdoc/>
    public bool RoundIsDue => Experience.RoundIsDue;

    /// <summary>The replay and the rounds of updates that come of it.</summary>
    private protected abstract ReplayExperience Experience { get; }

    /// <summary>The weights that the actor acts with.</summary>
    private protected abstract ActingWeights Acting { get; }

    /// <summary>Requires that a batch is no larger than the replay.</summary>
    /// <inheritdoc/>
    public override void RequireTrainable() => Experience.RequireTrainable();

    /// <inheritdoc/>
    public override void BeginTraining() => Experience.ForgetEpisodes();

    /// <inheritdoc/>
    public override void Update()
    {
        if (BeginRound()) Learn();
    }

    /// <inheritdoc/>
    public void SeparateActing()
    {
        Acting.Separate();
        Experience.OpenInbox();
    }

    /// <inheritdoc/>
    public void JoinActing()
    {
        Acting.Join();
        Experience.CloseInbox();
    }

    /// <inheritdoc/>
    public bool BeginRound()
    {
        if (!Experience.BeginRound()) return false;
        Acting.Advance();
        return true;
    }

    /// <inheritdoc/>
    public void Learn()
    {
        for (long i = Experience.RoundUpdates; i > 0; i--) LearnBatch();
        Acting.Keep();
    }

    /// <summary>Makes one update.</summary>
    private protected abstract void LearnBatch();
}
