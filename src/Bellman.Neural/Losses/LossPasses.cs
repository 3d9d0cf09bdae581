using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bellman.Neural;

/// <summary>
/// Losses over whole batches, four elements at a time: the sum of the losses is taken in four lanes that are added pairwise at
/// the end. Callers have checked all lengths and actions.
/// </summary>
/// <typeparam name="TLoss">The formula.</typeparam>
internal static class LossPasses<TLoss>
    where TLoss : struct, ILossFunction
{
    /// <summary>The sum of a loss over a matrix, and its derivatives times a scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Mean(
        float threshold,
        float scale,
        int rows,
        int columns,
        ReadOnlySpan<float> prediction,
        int predictionStride,
        ReadOnlySpan<float> target,
        int targetStride,
        Span<float> gradient,
        int gradientStride)
    {
        Vector128<float> limit = Vector128.Create(threshold);
        Vector128<float> sums = Vector128<float>.Zero;
        ref float p = ref MemoryMarshal.GetReference(prediction);
        ref float t = ref MemoryMarshal.GetReference(target);
        ref float g = ref MemoryMarshal.GetReference(gradient);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column += 4)
            {
                int left = columns - column;
                Vector128<float> predicted = Load(ref p, (row * predictionStride) + column, left);
                Vector128<float> difference = predicted - Load(ref t, (row * targetStride) + column, left);
                sums += TLoss.Value(difference, limit);
                Store(TLoss.Derivative(difference, limit) * scale, ref g, (row * gradientStride) + column, left);
            }
        }

        return Sum(sums);
    }

    /// <summary>
    /// The weighted sum of a loss over the actions taken, and its derivatives times a scale, zero at other actions. The actions
    /// have been checked.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float TakenAction(
        float threshold,
        float scale,
        int actionCount,
        ReadOnlySpan<float> q,
        int stride,
        ReadOnlySpan<int> actions,
        ReadOnlySpan<float> targets,
        Span<float> gradient,
        ReadOnlySpan<float> weights,
        Span<float> errors)
    {
        Vector128<float> limit = Vector128.Create(threshold);
        Vector128<float> sums = Vector128<float>.Zero;
        ref float g = ref MemoryMarshal.GetReference(gradient);
        for (int row = 0; row < actions.Length; row += 4)
        {
            int left = actions.Length - row;
            Vector128<float> values = TakenValues(q, stride, actions, row);
            Vector128<float> difference = values - Load(ref MemoryMarshal.GetReference(targets), row, left);
            Vector128<float> weight = weights.IsEmpty ? Vector128<float>.One : Load(ref MemoryMarshal.GetReference(weights), row, left);
            sums += weight * TLoss.Value(difference, limit);
            Vector128<float> derivative = weight * TLoss.Derivative(difference, limit) * scale;
            if (!errors.IsEmpty)
            {
                Store(difference, ref MemoryMarshal.GetReference(errors), row, left);
            }

            for (int i = 0; i < Math.Min(4, left); i++)
            {
                int first = (row + i) * stride;
                for (int column = 0; column < actionCount; column += 4)
                {
                    Store(Vector128<float>.Zero, ref g, first + column, actionCount - column);
                }

                Unsafe.Add(ref g, first + actions[row + i]) = derivative.ToScalar();
                derivative = Vector128.Shuffle(derivative, Vector128.Create(1, 2, 3, 0));
            }
        }

        return Sum(sums);
    }

    private static float Sum(Vector128<float> sums) => sums[0] + sums[2] + (sums[1] + sums[3]);

    /// <summary>The values of the actions taken in four samples, zeros behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> TakenValues(ReadOnlySpan<float> q, int stride, ReadOnlySpan<int> actions, int row)
    {
        float Value(ReadOnlySpan<float> q, ReadOnlySpan<int> actions, int sample) =>
            sample < actions.Length ? q[(sample * stride) + actions[sample]] : 0f;
        return Vector128.Create(Value(q, actions, row), Value(q, actions, row + 1), Value(q, actions, row + 2), Value(q, actions, row + 3));
    }

    /// <summary>Four elements, zeros where fewer are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ref float first, int index, int left)
    {
        ref float at = ref Unsafe.Add(ref first, index);
        return left >= 4
            ? Vector128.LoadUnsafe(ref at)
            : Vector128.Create(at, left > 1 ? Unsafe.Add(ref at, 1) : 0f, left > 2 ? Unsafe.Add(ref at, 2) : 0f, 0f);
    }

    /// <summary>Four elements, or as many as are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> vector, ref float first, int index, int left)
    {
        ref float at = ref Unsafe.Add(ref first, index);
        if (left >= 4)
        {
            vector.StoreUnsafe(ref at);
            return;
        }

        at = vector[0];
        if (left > 1)
        {
            Unsafe.Add(ref at, 1) = vector[1];
        }

        if (left > 2)
        {
            Unsafe.Add(ref at, 2) = vector[2];
        }
    }
}
