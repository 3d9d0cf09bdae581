using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Boltzmann exploration (Sutton 1990): actions by their values q and a temperature T, as pure functions on spans.
/// <code>p_i = exp(q_i / T) / sum_j exp(q_j / T)</code>
/// The largest value is taken out of all first, so that nothing overflows however low the temperature is; what a mask forbids has no probability.
/// </summary>
public static class Boltzmann
{
    /// <summary>The temperature of a schedule; a pure function, so that nothing of it needs to be saved.</summary>
    /// <param name="options">The schedule's kind, start, end and pace.</param>
    /// <param name="step">Environment steps taken so far.</param>
    /// <param name="episode">Episodes finished so far.</param>
    public static float TemperatureAt(ExplorationOptions options, long step, long episode)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Epsilon.At(options.TemperatureSchedule, options.TemperatureStart, options.TemperatureEnd, options.TemperatureDecay, options.TemperatureRate, step, episode);
    }

    /// <summary>Draws an action: one uniform number for each.</summary>
    /// <param name="values">The values of all actions, at least one.</param>
    /// <param name="temperature">The temperature, above 0.</param>
    /// <param name="allowed">Which actions may be drawn, at least one of them; empty where all may.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <returns>The action's index; never one that is not allowed.</returns>
    /// <exception cref="ArgumentException">The temperature is not above 0, or the mask is not one of these actions or allows none.</exception>
    public static int Sample(ReadOnlySpan<float> values, float temperature, ReadOnlySpan<bool> allowed, Pcg64 rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        Check.Positive(temperature, nameof(temperature));
        int last = Losses.IndexOfLargest(values, allowed);
        float largest = values[last], left = rng.NextSingle() * Sum(values, largest, temperature, allowed);
        for (int i = 0; i < values.Length; i++)
        {
            float weight = Weight(values, i, largest, temperature, allowed);
            if (weight == 0) continue;
            last = i;
            left -= weight;
            if (left < 0) break;
        }

        return last;
    }

    /// <summary>The mean of what actions are worth by their probabilities.</summary>
    /// <param name="values">The values that the probabilities come from, at least one.</param>
    /// <param name="worth">What each action is worth, which may be the same values.</param>
    /// <param name="temperature">The temperature, above 0.</param>
    /// <param name="allowed">Which actions there are, at least one; empty for all.</param>
    /// <exception cref="ArgumentException">The temperature is not above 0, there are not as many worths as values, or the mask is not one of these actions or allows none.</exception>
    public static float Mean(ReadOnlySpan<float> values, ReadOnlySpan<float> worth, float temperature, ReadOnlySpan<bool> allowed)
    {
        Check.Positive(temperature, nameof(temperature));
        if (worth.Length != values.Length) throw new ArgumentException($"There are {values.Length} values, but {worth.Length} actions are worth something.", nameof(worth));
        float largest = values[Losses.IndexOfLargest(values, allowed)], sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            float weight = Weight(values, i, largest, temperature, allowed);
            if (weight != 0) sum += weight * worth[i];
        }

        return sum / Sum(values, largest, temperature, allowed);
    }

    private static float Sum(ReadOnlySpan<float> values, float largest, float temperature, ReadOnlySpan<bool> allowed)
    {
        float sum = 0;
        for (int i = 0; i < values.Length; i++) sum += Weight(values, i, largest, temperature, allowed);
        return sum;
    }

    private static float Weight(ReadOnlySpan<float> values, int i, float largest, float temperature, ReadOnlySpan<bool> allowed) =>
        allowed.IsEmpty || allowed[i] ? ElementaryFunctions.Exp((values[i] - largest) / temperature) : 0;
}
