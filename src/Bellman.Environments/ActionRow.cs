using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Requires that all rows of a batch are choices.</summary>
    /// <param name="actions">A number for each world.</param>
    /// <param name="count">How many choices there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    public static void RequireChoices(ReadOnlySpan<float> actions, int count)
    {
        Vector256<float> last = Vector256.Create(count - 1f);
        ref float first = ref MemoryMarshal.GetReference(actions);
        int i = 0;
        for (; i + Vector256<float>.Count <= actions.Length; i += Vector256<float>.Count)
        {
            Vector256<float> action = Vector256.LoadUnsafe(ref first, (nuint)i);
            Vector256<float> isChoice = Vector256.Equals(Vector256.Floor(action), action)
                & Vector256.GreaterThanOrEqual(action, Vector256<float>.Zero) & Vector256.LessThanOrEqual(action, last);
            if (isChoice.ExtractMostSignificantBits() != 0xff)
                break;
        }

        for (; i < actions.Length; i++) Choice(actions[i..], count);
    }

    /// <summary>Requires that all numbers of a batch's continuous actions are finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    public static void RequireNumbers(ReadOnlySpan<float> actions)
    {
        ref float first = ref MemoryMarshal.GetReference(actions);
        int i = 0;
        for (; i + Vector256<float>.Count <= actions.Length; i += Vector256<float>.Count)
        {
            // Only what is finite is nothing times zero.
            Vector256<float> none = Vector256.LoadUnsafe(ref first, (nuint)i) * Vector256<float>.Zero;
            if (!Vector256.EqualsAll(none, Vector256<float>.Zero))
                break;
        }

        for (; i < actions.Length; i++) Number(actions, i);
    }

    private static ArgumentOutOfRangeException NoChoice(float action, int count) => new(
        nameof(action), action, FormattableString.Invariant($"An action is a whole number from 0 to {count - 1}, but was {action}."));

    private static ArgumentOutOfRangeException NotFinite(float action) => new(
        nameof(action), action, FormattableString.Invariant($"An action is made of finite numbers, but one was {action}."));
}
