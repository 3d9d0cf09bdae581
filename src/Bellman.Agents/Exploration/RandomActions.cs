using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>Actions that are drawn without regard to what they are worth.</summary>
internal static class RandomActions
{
    /// <summary>Any action, each with the same probability: one draw.</summary>
    /// <param name="count">How many actions there are.</param>
    /// <param name="allowed">Which may be drawn, at least one of them; empty where all may.</param>
    /// <param name="rng">The stream to draw from.</param>
    public static int Draw(int count, ReadOnlySpan<bool> allowed, Pcg64 rng)
    {
        if (allowed.IsEmpty) return rng.Next(count);
        int left = rng.Next(allowed.Count(true)), action = allowed.IndexOf(true);
        for (; left > 0; left--) action += 1 + allowed[(action + 1)..].IndexOf(true);
        return action;
    }
}
