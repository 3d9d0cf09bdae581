using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>Critics that each estimate Q(s, a), the expected return.</summary>
internal sealed class ActionCritics : CriticEnsemble
{
    private readonly int[] _lowest;
    private readonly int[] _rows;

    /// <summary>Makes the networks and all memory.</summary>
    /// <param name="count">How many critics.</param>
    /// <param name="env">The worlds, for their spaces.</param>
    /// <param name="options">The settings.</param>
    /// <param name="range">What actions in [-1, 1] are in the worlds.</param>
    /// <param name="streams">The run's streams, for the first weights.</param>
    public ActionCritics(int count, VectorEnv env, ContinuousControlOptions options, ActionRange range, SeedStreams streams)
        : base(count, outputs: 1, env, options, range, streams)
    {
        _lowest = new int[Batch];
        _rows = new int[Batch];
    }

    /// <summary>min_i Q_target_i(s', a') of a batch.</summary>
    /// <param name="experience">The batch, for s'.</param>
    /// <param name="actions">The actions a', rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="smallest">Receives the values.</param>
    public void NextValues(ReplayExperience experience, ReadOnlySpan<float> actions, int stride, Span<float> smallest)
    {
        TakeNext(experience, actions, stride);
        smallest.Fill(float.PositiveInfinity);
        foreach (TargetedNetwork critic in Critics)
        {
            ReadOnlySpan<float> q = critic.ForwardTarget(Batch);
            for (int row = 0; row < Batch; row++) smallest[row] = MathF.Min(smallest[row], q[row * Stride]);
        }
    }

    /// <summary>The mean squared error of a critic in a batch, of which each row has one target. Nothing is learned.</summary>
    public override float Loss(ReplayExperience experience, ReadOnlySpan<float> targets)
    {
        TakeTaken(experience);
        float loss = 0;
        foreach (TargetedNetwork critic in Critics)
        {
            ReadOnlySpan<float> q = critic.Online.Forward(Batch);
            loss += Losses.Mean(Neural.Loss.MeanSquared, Batch, 1, q, Stride, targets, 1, critic.Batch.OutputGradient, Stride);
        }

        return loss / Critics.Length;
    }

    /// <summary>
    /// Computes <c>-d min_i Q_i(s, a)/da / batch</c>, what an actor that wants the mean of the lowest value to rise goes against. The weights of the critics get no gradient.
    /// </summary>
    /// <param name="actions">The actor's actions in the batch of the last <see cref="Loss"/> or step, rows <paramref name="stride"/> apart.</param>
    /// <param name="gradient">Receives the gradient in such rows.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="among">Among how many critics the lowest is taken; 1 for the first alone.</param>
    /// <returns>The mean of the lowest values.</returns>
    public float Ascend(ReadOnlySpan<float> actions, Span<float> gradient, int stride, int among = 1)
    {
        for (int i = 0; i < among; i++) ForwardWith(Critics[i], actions, stride);
        float sum = 0;
        for (int row = 0; row < Batch; row++)
        {
            _lowest[row] = Lowest(row, among);
            sum += Output(_lowest[row], row);
        }

        ClearActionGradient(gradient, stride);
        for (int i = 0; i < among; i++)
        {
            // Where another critic's value is lower, this one's has no part in the gradient: half of the rows, half of the work.
            ReadOnlySpan<int> rows = RowsOf(i);
            for (int row = 0; row < rows.Length; row++) Critics[i].Batch.OutputGradient[row * Stride] = -1f / Batch;
            AddActionGradient(Critics[i].Online, rows, gradient, stride);
        }

        return sum / Batch;
    }

    /// <summary>Q_1 of one observation and action in [-1, 1].</summary>
    public float Value(ReadOnlySpan<float> observation, ReadOnlySpan<float> action) => ForwardSingle(Critics[0].Online, observation, action)[0];

    /// <summary>The rows, in order, in which a critic's value is the lowest.</summary>
    private ReadOnlySpan<int> RowsOf(int critic)
    {
        int count = 0;
        for (int row = 0; row < Batch; row++)
        {
            if (_lowest[row] == critic) _rows[count++] = row;
        }

        return _rows.AsSpan(0, count);
    }

    /// <summary>The critic whose value is the lowest, the first of equal ones.</summary>
    private int Lowest(int row, int among)
    {
        int lowest = 0;
        for (int i = 1; i < among; i++)
        {
            if (Output(i, row) < Output(lowest, row)) lowest = i;
        }

        return lowest;
    }

    private float Output(int critic, int row) => Critics[critic].Batch.Output[row * Stride];
}
