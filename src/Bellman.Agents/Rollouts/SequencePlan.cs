namespace Bellman.Agents;

/// <summary>
/// How the steps of a rollout form sequences for a network that remembers: of every world, each so many steps in a row. The end of an episode within one empties the memory there, so
/// that none is shorter than others. Sequence <c>k W + w</c> has the k-th steps of world w of W.
/// </summary>
/// <param name="Length">Steps in each; gradients flow through all of them.</param>
/// <param name="PerRollout">How many a rollout has.</param>
/// <param name="PerBatch">How many an update learns from, the last of a round from fewer.</param>
internal readonly record struct SequencePlan(int Length, int PerRollout, int PerBatch)
{
    /// <summary>The plan for some options, or none for a network without a memory.</summary>
    /// <param name="options">The options.</param>
    /// <param name="rolloutSteps">Steps of each world in a rollout.</param>
    /// <param name="worlds">The number of worlds.</param>
    /// <param name="length">Steps in a sequence.</param>
    /// <param name="batch">Transitions in an update.</param>
    /// <exception cref="ArgumentException">Sequences do not fit into a rollout or a batch.</exception>
    public static SequencePlan? For(RolloutOptions options, int rolloutSteps, int worlds, int length, int batch)
    {
        if (!options.HasMemory) return null;
        if (rolloutSteps % length != 0)
            throw new ArgumentException($"The {rolloutSteps} rollout_steps of a world are no whole sequences of {length} steps. Take a sequence_length that divides them.", nameof(options));
        if (batch % length != 0)
            throw new ArgumentException($"A batch_size of {batch} transitions is no number of whole sequences of {length} steps. Take a multiple of sequence_length.", nameof(options));
        int sequences = rolloutSteps / length * worlds;
        return new SequencePlan(length, sequences, Math.Min(sequences, batch / length));
    }
}
