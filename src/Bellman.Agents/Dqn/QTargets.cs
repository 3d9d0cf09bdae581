using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>What is done to the targets of a batch after they are computed.</summary>
internal static class QTargets
{
    /// <summary>y -= alpha (max_a Q_target(s, a) - Q_target(s, a_taken)): advantage learning (Bellemare et al. 2016, equation 9).</summary>
    /// <param name="targets">The targets, one for each row.</param>
    /// <param name="values">The target network's values of the states themselves, not of their successors.</param>
    /// <param name="stride">The distance between their rows.</param>
    /// <param name="actionCount">How many actions there are.</param>
    /// <param name="taken">The action taken in each row.</param>
    /// <param name="alpha">By how much of the gap.</param>
    public static void WidenActionGaps(Span<float> targets, ReadOnlySpan<float> values, int stride, int actionCount, ReadOnlySpan<int> taken, float alpha)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            ReadOnlySpan<float> row = values.Slice(i * stride, actionCount);
            targets[i] -= alpha * (row[Losses.IndexOfLargest(row)] - row[taken[i]]);
        }
    }

    /// <summary>Brings every target into [-limit, limit].</summary>
    public static void Limit(Span<float> targets, float limit)
    {
        for (int i = 0; i < targets.Length; i++) targets[i] = Math.Clamp(targets[i], -limit, limit);
    }
}
