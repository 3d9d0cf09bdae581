using System.Collections.Immutable;

namespace Bellman.Core;

/// <summary>
/// The form of action masks: one answer for each choice of a <see cref="Discrete"/> space, those of the choices of a <see cref="MultiDiscrete"/> one behind
/// one another, and for each switch of a <see cref="MultiBinary"/> one whether it may be 0 and one whether it may be 1.
/// </summary>
public static class ActionMasks
{
    /// <summary>How many answers a mask has; 0 for a space whose actions are no choices.</summary>
    /// <param name="actions">The space of one world's actions.</param>
    public static int SizeOf(Space actions) => CountsOf(actions).Sum();

    /// <summary>Of each choice that an action consists of, how many there are to choose from; empty for a space whose actions are no choices.</summary>
    /// <param name="actions">The space of one world's actions.</param>
    public static ImmutableArray<int> CountsOf(Space actions) => actions switch
    {
        Discrete one => [one.Count],
        MultiDiscrete several => [.. several.Counts],
        MultiBinary switches => [.. Enumerable.Repeat(2, switches.Size)],
        _ => [],
    };

    /// <summary>Requires that a mask leaves something to choose.</summary>
    /// <param name="counts">What <see cref="CountsOf"/> says of the space.</param>
    /// <param name="allowed">The mask.</param>
    /// <param name="from">Whose it is, for the message.</param>
    /// <exception cref="InvalidOperationException">Of some choice it allows nothing.</exception>
    internal static void Require(ImmutableArray<int> counts, ReadOnlySpan<bool> allowed, Env from)
    {
        for (int choice = 0, at = 0; choice < counts.Length; at += counts[choice++])
        {
            if (!allowed.Slice(at, counts[choice]).Contains(true)) throw NothingAllowed(counts, choice, from);
        }
    }

    private static InvalidOperationException NothingAllowed(ImmutableArray<int> counts, int choice, Env from) => new(counts.Length == 1
        ? $"The action mask of {from} allows none of its {counts[0]} actions. A state in which nothing can be done has to be a terminal one: a time limit is no end of what could be done."
        : $"The action mask of {from} allows none of the {counts[choice]} values of choice {choice}. A state in which nothing can be done has to be a terminal one: a time limit is no end of what could be done.");
}
