using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Neural;

/// <summary>Losses and targets as pure functions on spans. Rows may be padded: a stride is the distance between rows.</summary>
public static class Losses
{
    /// <summary>
    /// The mean of a loss over all elements of a matrix, and its gradient by the predictions:
    /// <c>l'(p - t) / (rows * columns)</c>.
    /// </summary>
    /// <param name="loss">The function.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="predictionStride">The distance between the rows of the predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="targetStride">The distance between the rows of the targets.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <param name="gradientStride">The distance between the rows of the gradient.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A span is too short for its rows.</exception>
    public static float Mean(
        Loss loss,
        int rows,
        int columns,
        ReadOnlySpan<float> prediction,
        int predictionStride,
        ReadOnlySpan<float> target,
        int targetStride,
        Span<float> gradient,
        int gradientStride)
    {
        CheckRows(prediction.Length, rows, columns, predictionStride, nameof(prediction));
        CheckRows(target.Length, rows, columns, targetStride, nameof(target));
        CheckRows(gradient.Length, rows, columns, gradientStride, nameof(gradient));
        float scale = 1f / (rows * columns);
        return scale * loss.Kind switch
        {
            LossKind.MeanSquared => LossPasses<LossFunctions.MeanSquared>.Mean(
                loss.Threshold, scale, rows, columns, prediction, predictionStride, target, targetStride, gradient, gradientStride),
            LossKind.Absolute => LossPasses<LossFunctions.Absolute>.Mean(
                loss.Threshold, scale, rows, columns, prediction, predictionStride, target, targetStride, gradient, gradientStride),
            LossKind.Huber => LossPasses<LossFunctions.Huber>.Mean(
                loss.Threshold, scale, rows, columns, prediction, predictionStride, target, targetStride, gradient, gradientStride),
            _ => LossPasses<LossFunctions.SmoothL1>.Mean(
                loss.Threshold, scale, rows, columns, prediction, predictionStride, target, targetStride, gradient, gradientStride),
        };
    }

    /// <summary>
    /// The mean loss of the values of the actions taken, <c>sum_b w_b l(q[b, a_b] - y_b) / batch</c>, and its gradient:
    /// <c>w_b l'(q[b, a_b] - y_b) / batch</c> at the action taken, zero at all others (Mnih et al. 2015; the weights are those of
    /// prioritised replay, Schaul et al. 2016).
    /// </summary>
    /// <param name="loss">The function.</param>
    /// <param name="actionCount">The number of actions, the columns of <paramref name="q"/>.</param>
    /// <param name="q">The action values, one row for each sample.</param>
    /// <param name="stride">The distance between the rows of <paramref name="q"/> and of <paramref name="gradient"/>.</param>
    /// <param name="actions">The action taken in each sample; its length is the batch.</param>
    /// <param name="targets">The target of each sample.</param>
    /// <param name="gradient">Receives the gradient in rows like those of <paramref name="q"/>.</param>
    /// <param name="weights">The weight of each sample, or empty for 1.</param>
    /// <param name="errors">
    /// Receives each <c>q[b, a_b] - y_b</c> (the negative of the TD error as Sutton and Barto write it), or empty.
    /// </param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A span is of the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An action lies outside the columns.</exception>
    public static float TakenAction(
        Loss loss,
        int actionCount,
        ReadOnlySpan<float> q,
        int stride,
        ReadOnlySpan<int> actions,
        ReadOnlySpan<float> targets,
        Span<float> gradient,
        ReadOnlySpan<float> weights = default,
        Span<float> errors = default)
    {
        int batch = actions.Length;
        CheckRows(q.Length, batch, actionCount, stride, nameof(q));
        CheckRows(gradient.Length, batch, actionCount, stride, nameof(gradient));
        CheckLength(targets.Length, batch, nameof(targets));
        CheckLength(weights.IsEmpty ? batch : weights.Length, batch, nameof(weights));
        CheckLength(errors.IsEmpty ? batch : errors.Length, batch, nameof(errors));
        CheckActions(actions, actionCount);
        float scale = 1f / batch;
        return scale * loss.Kind switch
        {
            LossKind.MeanSquared => LossPasses<LossFunctions.MeanSquared>.TakenAction(
                loss.Threshold, scale, actionCount, q, stride, actions, targets, gradient, weights, errors),
            LossKind.Absolute => LossPasses<LossFunctions.Absolute>.TakenAction(
                loss.Threshold, scale, actionCount, q, stride, actions, targets, gradient, weights, errors),
            LossKind.Huber => LossPasses<LossFunctions.Huber>.TakenAction(
                loss.Threshold, scale, actionCount, q, stride, actions, targets, gradient, weights, errors),
            _ => LossPasses<LossFunctions.SmoothL1>.TakenAction(
                loss.Threshold, scale, actionCount, q, stride, actions, targets, gradient, weights, errors),
        };
    }

    /// <summary>
    /// The targets of Double DQN: <c>y = r + d Q_target(s', argmax_a Q_online(s', a))</c> (van Hasselt et al. 2016), and those of
    /// DQN, <c>y = r + d max_a Q_target(s', a)</c> (Mnih et al. 2015), where the target network's values are given for both. Of
    /// equal values the first action is taken.
    /// </summary>
    /// <param name="rewards">The rewards; their number is the batch.</param>
    /// <param name="discounts">
    /// The factor d of the next state's value: 0 where the episode terminated with this step, else gamma, or gamma^n after n
    /// steps. Truncation is not termination.
    /// </param>
    /// <param name="actionCount">The number of actions, the columns of both action values.</param>
    /// <param name="choosing">The action values in the next state that choose the action.</param>
    /// <param name="rating">The target network's action values in the next state: they rate it.</param>
    /// <param name="stride">The distance between the rows of both.</param>
    /// <param name="targets">Receives the targets.</param>
    /// <param name="allowed">Which actions may be chosen, <paramref name="actionCount"/> answers for each row, at least one of them yes; empty where all may.</param>
    /// <exception cref="ArgumentException">A span is of the wrong length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DqnTargets(
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> discounts,
        int actionCount,
        ReadOnlySpan<float> choosing,
        ReadOnlySpan<float> rating,
        int stride,
        Span<float> targets,
        ReadOnlySpan<bool> allowed = default)
    {
        int batch = rewards.Length;
        CheckLength(discounts.Length, batch, nameof(discounts));
        CheckLength(targets.Length, batch, nameof(targets));
        CheckRows(choosing.Length, batch, actionCount, stride, nameof(choosing));
        CheckRows(rating.Length, batch, actionCount, stride, nameof(rating));
        if (!allowed.IsEmpty) CheckLength(allowed.Length, batch * actionCount, nameof(allowed));
        for (int row = 0; row < batch; row++)
        {
            ReadOnlySpan<float> values = choosing.Slice(row * stride, actionCount);
            int best = allowed.IsEmpty ? IndexOfLargest(values) : IndexOfLargest(values, allowed.Slice(row * actionCount, actionCount));
            targets[row] = rewards[row] + (discounts[row] * rating[(row * stride) + best]);
        }
    }

    /// <summary>The index of the largest element, the first of equals. What is not a number counts as the smallest.</summary>
    /// <param name="values">At least one element.</param>
    /// <returns>The index.</returns>
    public static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int best = 0;
        float largest = float.NegativeInfinity;
        for (int start = 0; start < values.Length; start += 4)
        {
            int index = start + LargestOfFour(values[start..], out float candidate);
            if (candidate > largest)
            {
                largest = candidate;
                best = index;
            }
        }

        return best;
    }

    /// <summary>The index of the largest element among those that a mask allows, the first of equals. What is not a number counts as the smallest.</summary>
    /// <param name="values">At least one element.</param>
    /// <param name="allowed">An answer for each element, at least one of them yes; empty where all are allowed.</param>
    /// <returns>The index; never one that is not allowed.</returns>
    /// <exception cref="ArgumentException">There are not as many answers as elements, or none of them is yes.</exception>
    public static int IndexOfLargest(ReadOnlySpan<float> values, ReadOnlySpan<bool> allowed)
    {
        if (allowed.IsEmpty) return IndexOfLargest(values);
        CheckLength(allowed.Length, values.Length, nameof(allowed));
        int best = allowed.IndexOf(true);
        if (best < 0) throw new ArgumentException($"None of the {allowed.Length} elements is allowed.", nameof(allowed));
        float largest = float.IsNaN(values[best]) ? float.NegativeInfinity : values[best];
        for (int i = best + 1; i < values.Length; i++)
        {
            if (allowed[i] && values[i] > largest) (best, largest) = (i, values[i]);
        }

        return best;
    }

    /// <summary>
    /// The largest of the first four elements without branches that depend on the values: which action is best is what a
    /// predictor cannot know.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LargestOfFour(ReadOnlySpan<float> values, out float largest)
    {
        const float None = float.NegativeInfinity;
        Vector128<float> four = values.Length >= 4
            ? Vector128.Create(values[..4])
            : Vector128.Create(values[0], values.Length > 1 ? values[1] : None, values.Length > 2 ? values[2] : None, None);
        four = Vector128.ConditionalSelect(Vector128.Equals(four, four), four, Vector128.Create(None));
        Vector128<float> most = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        most = Vector128.MaxNative(most, Vector128.Shuffle(most, Vector128.Create(1, 0, 3, 2)));
        largest = most.ToScalar();
        return BitOperations.TrailingZeroCount(Vector128.Equals(four, most).ExtractMostSignificantBits());
    }

    private static void CheckActions(ReadOnlySpan<int> actions, int actionCount)
    {
        foreach (int action in actions)
        {
            if ((uint)action >= (uint)actionCount)
            {
                throw new ArgumentOutOfRangeException(nameof(actions), action, $"The actions are 0 to {actionCount - 1}.");
            }
        }
    }

    private static void CheckRows(int length, int rows, int columns, int stride, string name)
    {
        if (columns > stride || length < ((long)(rows - 1) * stride) + columns)
        {
            throw new ArgumentException($"{length} elements do not hold {rows} rows of {columns} at a distance of {stride}.", name);
        }
    }

    private static void CheckLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"There must be {expected} elements, not {length}.", name);
        }
    }
}
