namespace Bellman.Numerics;

/// <summary>Element-wise passes and reductions over flat arrays. Results are the same bits for every vector width.</summary>
public static class Vectors
{
    /// <summary><c>target += fraction * (goal - target)</c> for every element.</summary>
    /// <param name="target">The elements to move.</param>
    /// <param name="goal">Where to, as many elements.</param>
    /// <param name="fraction">The part of the way.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void MoveTowards(Span<float> target, ReadOnlySpan<float> goal, float fraction)
    {
        CheckLengths(target.Length, goal.Length, nameof(goal));
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = MathF.FusedMultiplyAdd(fraction, goal[i] - target[i], target[i]);
        }
    }

    /// <summary><c>values *= factor</c> for every element.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="factor">The factor.</param>
    public static void Scale(Span<float> values, float factor)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= factor;
        }
    }

    /// <summary>The sum of the squares of all elements.</summary>
    /// <param name="values">The elements.</param>
    /// <returns>The sum.</returns>
    public static float SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += (double)value * value;
        }

        return (float)sum;
    }

    /// <summary>The sum of the squares of <c>values + factor * others</c>.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="others">As many elements.</param>
    /// <param name="factor">The factor.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float SumOfSquaresPlusMultiple(ReadOnlySpan<float> values, ReadOnlySpan<float> others, float factor)
    {
        CheckLengths(values.Length, others.Length, nameof(others));
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            float value = MathF.FusedMultiplyAdd(factor, others[i], values[i]);
            sum += (double)value * value;
        }

        return (float)sum;
    }

    private static void CheckLengths(int expected, int actual, string name)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"There are {expected} elements in one array and {actual} in the other.", name);
        }
    }
}
