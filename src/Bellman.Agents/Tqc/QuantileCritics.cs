using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Critics that each say quantiles of the return Z(s, a). What they learn from is pooled from all of them and cut off above (Kuznetsov et al. 2020, section 3): the largest atoms are those
/// that overestimate most, and how many are left out says how careful the critics are.
/// </summary>
internal sealed class QuantileCritics : CriticEnsemble
{
    /// <summary>Where the quantile Huber loss turns from a parabola into a line, in Kuznetsov et al. as in Dabney et al. 2018.</summary>
    private const float Threshold = 1f;

    private readonly int _quantiles;
    private readonly float[] _pool;

    /// <summary>Makes the networks and all memory.</summary>
    /// <param name="env">The worlds, for their spaces.</param>
    /// <param name="options">The settings.</param>
    /// <param name="range">What actions in [-1, 1] are in the worlds.</param>
    /// <param name="streams">The run's streams, for the first weights.</param>
    /// <exception cref="ArgumentException">No atom would be left.</exception>
    public QuantileCritics(VectorEnv env, TqcOptions options, ActionRange range, SeedStreams streams)
        : base(options.Critics, options.Quantiles, env, options, range, streams)
    {
        if (options.DroppedPerCritic >= options.Quantiles)
        {
            throw new ArgumentException(
                $"dropped_per_critic must be below quantiles, but they are {options.DroppedPerCritic} and {options.Quantiles}: nothing would be left to learn from. Take fewer away.", nameof(options));
        }

        _quantiles = options.Quantiles;
        _pool = new float[options.Critics * options.Quantiles];
        AtomCount = options.Critics * (options.Quantiles - options.DroppedPerCritic);
    }

    /// <summary>How many atoms of a successor are left to learn from.</summary>
    public int AtomCount { get; }

    /// <summary>The smallest <see cref="AtomCount"/> of all the quantiles that the target networks say of s' and a', in ascending order, for a batch.</summary>
    /// <param name="experience">The batch, for s'.</param>
    /// <param name="actions">The actions a', rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="atoms">Receives the atoms, one row's after another's.</param>
    public void NextAtoms(ReplayExperience experience, ReadOnlySpan<float> actions, int stride, Span<float> atoms)
    {
        TakeNext(experience, actions, stride);
        foreach (TargetedNetwork critic in Critics) critic.ForwardTarget(Batch);
        for (int row = 0; row < Batch; row++)
        {
            for (int i = 0; i < Critics.Length; i++) Row(Critics[i].Batch.Output, row).CopyTo(_pool.AsSpan(i * _quantiles));
            _pool.AsSpan().Sort();
            _pool.AsSpan(0, AtomCount).CopyTo(atoms[(row * AtomCount)..]);
        }
    }

    /// <summary>
    /// The quantile Huber loss of a critic in a batch, of which each row has <see cref="AtomCount"/> targets: the mean over rows, quantiles and targets. Nothing is learned.
    /// </summary>
    public override float Loss(ReplayExperience experience, ReadOnlySpan<float> targets)
    {
        TakeTaken(experience);
        float loss = 0, scale = 1f / (Batch * _quantiles);
        foreach (TargetedNetwork critic in Critics)
        {
            ReadOnlySpan<float> quantiles = critic.Online.Forward(Batch);
            for (int row = 0; row < Batch; row++)
            {
                ReadOnlySpan<float> samples = targets.Slice(row * AtomCount, AtomCount);
                loss += scale * QuantileLosses.Huber(Row(quantiles, row), samples, Threshold, scale, Row(critic.Batch.OutputGradient, row));
            }
        }

        return loss / Critics.Length;
    }

    /// <summary>
    /// Computes <c>-d mean(Z(s, a))/da / batch</c>, the mean being that of all quantiles of all critics, none left out: what an actor that wants it to rise goes against. The weights of the
    /// critics get no gradient.
    /// </summary>
    /// <param name="actions">The actor's actions in the batch of the last <see cref="Loss"/> or step, rows <paramref name="stride"/> apart.</param>
    /// <param name="gradient">Receives the gradient in such rows.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <returns>The mean over the batch.</returns>
    public float Ascend(ReadOnlySpan<float> actions, Span<float> gradient, int stride)
    {
        ClearActionGradient(gradient, stride);
        float sum = 0;
        foreach (TargetedNetwork critic in Critics)
        {
            ReadOnlySpan<float> quantiles = ForwardWith(critic, actions, stride);
            for (int row = 0; row < Batch; row++)
            {
                sum += Sum(Row(quantiles, row)) / _pool.Length;
                Row(critic.Batch.OutputGradient, row).Fill(-1f / (Batch * _pool.Length));
            }

            AddActionGradient(critic.Online, gradient, stride);
        }

        return sum / Batch;
    }

    /// <summary>The mean of all quantiles of all critics for one observation and action in [-1, 1].</summary>
    public float Value(ReadOnlySpan<float> observation, ReadOnlySpan<float> action)
    {
        float sum = 0;
        foreach (TargetedNetwork critic in Critics) sum += Sum(Row(ForwardSingle(critic.Online, observation, action), row: 0));
        return sum / _pool.Length;
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values) sum += value;
        return sum;
    }

    private ReadOnlySpan<float> Row(ReadOnlySpan<float> rows, int row) => rows.Slice(row * Stride, _quantiles);

    private Span<float> Row(Span<float> rows, int row) => rows.Slice(row * Stride, _quantiles);
}
