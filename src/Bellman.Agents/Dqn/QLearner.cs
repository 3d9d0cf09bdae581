using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// How a network of one kind sees, remembers and learns: what <see cref="DeepQAgent"/>, which explores and keeps the pace, is composed with.
/// Acting and observing may go on while a batch is learned from, once <see cref="SeparateActing"/> was called. One that looks at each observation on its own is a <see cref="TransitionLearner"/>, one with a memory a <see cref="SequenceLearner"/>.
/// </summary>
internal abstract class QLearner
{
    /// <summary>Whether action values depend on earlier observations too, so that every observation of a world has to be shown.</summary>
    public abstract bool HasMemory { get; }

    /// <summary>How much there is to draw batches from; 0 where nothing can be learned yet.</summary>
    public abstract int Count { get; }

    /// <summary>Keeps what acting and observing change apart from what learning changes.</summary>
    public abstract void SeparateActing();

    /// <summary>Undoes <see cref="SeparateActing"/>, and takes in what waits.</summary>
    public abstract void JoinActing();

    /// <summary>Whether what comes of one more step of all worlds might have no place to wait in while a batch is learned from.</summary>
    public abstract bool InboxIsFull { get; }

    /// <summary>Adds what waits to what is stored.</summary>
    public abstract void TakeIn();

    /// <summary>The action values by the acting weights for what a world of the training shows. They stay until the next call.</summary>
    public abstract ReadOnlySpan<float> ActingValues(int world, ReadOnlySpan<float> observation);

    /// <summary>The action values by the policy's weights for what a world of no training shows. They stay until the next call.</summary>
    public abstract ReadOnlySpan<float> GreedyValues(ReadOnlySpan<float> observation);

    /// <summary>Forgets what <see cref="GreedyValues"/> has seen.</summary>
    public abstract void BeginGreedyEpisode();

    /// <summary>Forgets the episodes that are under way in all worlds; what is stored stays.</summary>
    public abstract void ForgetEpisodes();

    /// <summary>Stores what came of a step in a world.</summary>
    /// <param name="transitions">The steps of all worlds.</param>
    /// <param name="world">The world.</param>
    /// <param name="nextAllowed">Which actions are allowed behind it; empty where all are.</param>
    public abstract void Observe(in Transitions transitions, int world, ReadOnlySpan<bool> nextAllowed);

    /// <summary>Draws a batch from what is stored.</summary>
    /// <param name="rng">The stream to draw from.</param>
    /// <param name="beta">How much of the bias of uneven draws is corrected, from 0 to 1.</param>
    public abstract void Draw(Pcg64 rng, float beta);

    /// <summary>Takes a batch of what is stored without drawing.</summary>
    public abstract void TakeFirst();

    /// <summary>The loss of the batch taken last, whose gradient <see cref="Backward"/> can then compute.</summary>
    public abstract float Loss();

    /// <summary>Computes the gradient of the loss by the learning weights.</summary>
    public abstract void Backward();

    /// <summary>Notes how large the errors of the batch were, for draws to come.</summary>
    public abstract void UpdatePriorities();

    /// <summary>Writes what is stored and remembered.</summary>
    public abstract void Save(CheckpointWriter writer);

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public abstract void Load(CheckpointReader reader);
}
