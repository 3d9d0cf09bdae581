using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bellman.Agents;

/// <summary>What is done to advantages before they are learned from.</summary>
public static class Advantages
{
    /// <summary>Brings numbers to mean 0 and standard deviation 1: <c>(x - mean) / (s + 1e-8)</c>, s with the divisor n - 1. A single number stays as it is.</summary>
    /// <param name="values">The numbers, changed in place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Standardize(Span<float> values)
    {
        if (values.Length < 2) return;
        double sum = 0, squares = 0;
        foreach (float value in values) sum += value;
        double mean = sum / values.Length;
        foreach (float value in values) squares += (value - mean) * (value - mean);
        double scale = 1 / (Math.Sqrt(squares / (values.Length - 1)) + 1e-8);
        int at = 0;
        for (Vector<double> means = new(mean), scales = new(scale); at + Vector<float>.Count <= values.Length; at += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[at..]), out Vector<double> low, out Vector<double> high);
            Vector.Narrow((low - means) * scales, (high - means) * scales).CopyTo(values[at..]);
        }

        for (; at < values.Length; at++) values[at] = (float)((values[at] - mean) * scale);
    }

    /// <summary>
    /// The part of the variance of returns that values explain, <c>1 - Var(R - v) / Var(R)</c>: 1 for a perfect critic, 0 for one that knows no more
    /// than the mean, not a number where all returns are the same.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="returns">As many returns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double ExplainedVariance(ReadOnlySpan<float> values, ReadOnlySpan<float> returns)
    {
        double sum = 0, squares = 0, errors = 0, errorSquares = 0;
        for (int i = 0; i < returns.Length; i++)
        {
            double error = returns[i] - values[i];
            (sum, squares) = (sum + returns[i], squares + ((double)returns[i] * returns[i]));
            (errors, errorSquares) = (errors + error, errorSquares + (error * error));
        }

        double variance = squares - (sum * sum / returns.Length);
        return variance <= 0 ? double.NaN : 1 - ((errorSquares - (errors * errors / returns.Length)) / variance);
    }
}
