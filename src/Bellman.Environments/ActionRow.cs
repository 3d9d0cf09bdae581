using System.Runtime.CompilerServices;

namespace Bellman.Environments;

/// <summary>Reads an action out of its row, or refuses it in words.</summary>
internal static class ActionRow
{
    /// <summary>The choice that a discrete action is.</summary>
    /// <param name="action">The row.</param>
    /// <param name="count">How many choices there are.</param>
    /// <returns>A whole number from 0 to <c>count - 1</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The row holds no such number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Choice(ReadOnlySpan<float> action, int count)
    {
        float value = action[0];
        int choice = (int)value;
        if ((uint)choice >= (uint)count || choice != value)
            throw NoChoice(value, count);
        return choice;
    }

    /// <summary>One number of a continuous action, which may lie beyond its bounds.</summary>
    /// <param name="action">The row.</param>
    /// <param name="index">Which number of it.</param>
    /// <returns>The number, finite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Number(ReadOnlySpan<float> action, int index = 0)
    {
        float value = action[index];
        return float.IsFinite(value) ? value : throw NotFinite(value);
    }

    private static ArgumentOutOfRangeException NoChoice(float action, int count) => new(
        nameof(action), action, FormattableString.Invariant($"An action is a whole number from 0 to {count - 1}, but was {action}."));

    private static ArgumentOutOfRangeException NotFinite(float action) => new(
        nameof(action), action, FormattableString.Invariant($"An action is made of finite numbers, but one was {action}."));
}
