using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>
/// What the outputs of a network say about action values and how they are learned: one number for each action, or a distribution over returns for each. Rows of outputs hold the
/// outputs of the first action, then those of the second, and so on.
/// </summary>
/// <param name="actionCount">How many actions there are.</param>
internal abstract class QHead(int actionCount)
{
    /// <summary>How many actions there are.</summary>
    public int ActionCount => actionCount;

    /// <summary>How many outputs each action has.</summary>
    public virtual int OutputsPerAction => 1;

    /// <summary>Whether targets depend on the target network's values of the present state too, which <see cref="AdjustTargets"/> is then given.</summary>
    public virtual bool AdjustsTargets => false;

    /// <summary>The values of all actions that a row of outputs says. They stay until the next call.</summary>
    public abstract ReadOnlySpan<float> Values(ReadOnlySpan<float> outputs);

    /// <summary>Computes and keeps the targets of a batch.</summary>
    /// <param name="rewards">The rewards; their number is the batch.</param>
    /// <param name="discounts">The factor of the successor's value: 0 where the episode terminated.</param>
    /// <param name="choosing">Rows of outputs for the successors that choose the action.</param>
    /// <param name="rating">Rows of the target network's outputs for the successors, which rate it.</param>
    /// <param name="stride">The distance between the rows of both.</param>
    /// <param name="allowed">Which actions the successors allow, one answer for each in rows without a gap; empty where all are.</param>
    public abstract void ComputeTargets(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> discounts, ReadOnlySpan<float> choosing, ReadOnlySpan<float> rating, int stride, ReadOnlySpan<bool> allowed);

    /// <summary>The best action of a row of outputs among those that its mask allows.</summary>
    /// <param name="outputs">The row, and what may stand behind it.</param>
    /// <param name="allowed">The masks of all rows; empty where all actions are allowed.</param>
    /// <param name="row">The row's number.</param>
    protected int Best(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> allowed, int row) =>
        Losses.IndexOfLargest(Values(outputs), allowed.IsEmpty ? default : allowed.Slice(row * actionCount, actionCount));

    /// <summary>Changes the targets by what the target network says of the present states.</summary>
    public virtual void AdjustTargets(ReadOnlySpan<float> present, int stride, ReadOnlySpan<int> taken) => throw new NotSupportedException();

    /// <summary>The mean loss of the actions taken by the targets kept, its gradient, and the errors that priorities come from.</summary>
    /// <param name="outputs">Rows of outputs for the present states.</param>
    /// <param name="stride">The distance between the rows of outputs and gradient.</param>
    /// <param name="taken">The action taken in each row.</param>
    /// <param name="weights">The weight of each row.</param>
    /// <param name="gradient">Receives the gradient in rows like those of the outputs.</param>
    /// <param name="errors">Receives the error of each row; empty where nobody asks.</param>
    public abstract float Loss(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<int> taken, ReadOnlySpan<float> weights, Span<float> gradient, Span<float> errors);
}
