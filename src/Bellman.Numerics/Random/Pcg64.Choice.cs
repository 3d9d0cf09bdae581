using System.Buffers;
using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <content>Choices, permutations and shuffles.</content>
public sealed partial class Pcg64
{
    /// <summary>Population from which a large sample is taken by shuffling its tail, as NumPy does.</summary>
    private const int TailShufflePopulation = 10_000;

    /// <summary>Chooses one of <paramref name="n"/> values, all equally likely (NumPy's <c>choice(n)</c>).</summary>
    /// <param name="n">Number of values; at least 1.</param>
    /// <returns>A value from 0 to below <paramref name="n"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is below 1.</exception>
    public int Choice(int n) => Next(n);

    /// <summary>Chooses an index with given probabilities (NumPy's <c>choice(n, p=probabilities)</c>).</summary>
    /// <param name="probabilities">Not negative; their sum is 1 within 1.5e-8. They are divided by their sum.</param>
    /// <returns>An index into <paramref name="probabilities"/>.</returns>
    /// <exception cref="ArgumentException">These are no probabilities.</exception>
    public int Choice(ReadOnlySpan<double> probabilities)
    {
        double total = SumOfProbabilities(probabilities);
        double u = NextDouble();
        double cumulative = 0;
        for (int i = 0; i < probabilities.Length - 1; i++)
        {
            cumulative += probabilities[i];
            if (cumulative / total > u)
                return i;
        }

        return probabilities.Length - 1;
    }

    /// <summary>
    /// Chooses different values, every selection and order equally likely (NumPy's <c>choice(n, size, replace=False)</c>):
    /// Floyd's algorithm, or a shuffle of the tail where a large part of a large population is taken.
    /// </summary>
    /// <param name="n">Number of values to choose from; at least the length of <paramref name="destination"/>.</param>
    /// <param name="destination">Receives different values from 0 to below <paramref name="n"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is smaller than the number of values asked for.</exception>
    public void ChoiceWithoutReplacement(int n, Span<int> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, destination.Length);
        if (n > TailShufflePopulation && destination.Length > n / 50)
            ChooseByTailShuffle(n, destination);
        else
            ChooseByFloyd(n, destination);
    }

    /// <summary>Makes a random order of 0 to <paramref name="n"/> - 1 (NumPy's <c>permutation(n)</c>).</summary>
    /// <param name="n">Number of values; at least 0.</param>
    /// <returns>A new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public int[] Permutation(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        int[] order = new int[n];
        Permutation(order);
        return order;
    }

    /// <summary>Fills a span with a random order of 0 to its length less one.</summary>
    /// <param name="destination">Receives the order.</param>
    public void Permutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = i;
        Shuffle(destination);
    }

    /// <summary>Puts values into a random order (NumPy's <c>shuffle</c>: Fisher and Yates, from the end).</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="values">The values, shuffled in place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = (int)Masked((uint)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static double SumOfProbabilities(ReadOnlySpan<double> probabilities)
    {
        if (probabilities.IsEmpty)
            throw new ArgumentException("There is nothing to choose from.", nameof(probabilities));
        double sum = 0;
        foreach (double probability in probabilities)
        {
            if (!(probability >= 0))
                throw new ArgumentException($"A probability is at least 0, but one is {probability}.", nameof(probabilities));
            sum += probability;
        }

        if (!(Math.Abs(sum - 1) <= 1.4901161193847656e-08))
            throw new ArgumentException($"Probabilities sum to 1, but these sum to {sum}.", nameof(probabilities));
        return sum;
    }

    private void ChooseByTailShuffle(int n, Span<int> destination)
    {
        int[] values = ArrayPool<int>.Shared.Rent(n);
        for (int i = 0; i < n; i++)
            values[i] = i;
        for (int i = n - 1; i >= Math.Max(n - destination.Length, 1); i--)
        {
            int j = (int)Bounded((ulong)i);
            (values[i], values[j]) = (values[j], values[i]);
        }

        values.AsSpan(n - destination.Length, destination.Length).CopyTo(destination);
        ArrayPool<int>.Shared.Return(values);
    }

    private void ChooseByFloyd(int n, Span<int> destination)
    {
        // The table only answers which values were taken; how it is laid out does not change the draws.
        int slots = (int)uint.Min(1u << 30, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)destination.Length * 2 + 1));
        int[] table = ArrayPool<int>.Shared.Rent(slots);
        Span<int> taken = table.AsSpan(0, slots);
        taken.Fill(-1);
        for (int i = 0; i < destination.Length; i++)
        {
            int last = n - destination.Length + i;
            int value = (int)Bounded((ulong)last);
            if (!Take(taken, value))
            {
                value = last;
                Take(taken, value);
            }

            destination[i] = value;
        }

        ArrayPool<int>.Shared.Return(table);
        for (int i = destination.Length - 1; i > 0; i--)
        {
            int j = (int)Bounded((ulong)i);
            (destination[i], destination[j]) = (destination[j], destination[i]);
        }
    }

    private static bool Take(Span<int> taken, int value)
    {
        int mask = taken.Length - 1;
        int slot = (int)((uint)value * 2654435769u) & mask;
        while (taken[slot] != -1)
        {
            if (taken[slot] == value)
                return false;
            slot = (slot + 1) & mask;
        }

        taken[slot] = value;
        return true;
    }
}
