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
        return IsChoice(value, count) ? (int)value : throw NoChoice(value, count);
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
        if (!AreChoices(actions, count))
        {
            foreach (ref readonly float action in actions) Choice(new ReadOnlySpan<float>(in action), count);
        }
    }

    /// <summary>Whether all are whole numbers from 0 to <c>count - 1</c>, without a branch on any of them.</summary>
    private static bool AreChoices(ReadOnlySpan<float> actions, int count)
    {
        ref float first = ref MemoryMarshal.GetReference(actions);
        var counts = Vector512.Create((uint)count);
        Vector512<int> good = Vector512<int>.AllBitsSet;
        int i = 0;
        for (; i + Vector512<float>.Count <= actions.Length; i += Vector512<float>.Count)
        {
            // What is no whole number is another one after the conversion and back; what is none of 32 bits becomes one with the highest bit set, or the largest.
            Vector512<float> action = Vector512.LoadUnsafe(ref first, (nuint)i);
            Vector512<int> choice = Vector512.ConvertToInt32Native(action);
            good &= Vector512.Equals(Vector512.ConvertToSingle(choice), action).AsInt32() & Vector512.LessThan(choice.AsUInt32(), counts).AsInt32();
        }

        bool isGood = good == Vector512<int>.AllBitsSet;
        for (; i < actions.Length; i++) isGood &= IsChoice(actions[i], count);
        return isGood;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsChoice(float value, int count) => (uint)(int)value < (uint)count && (int)value == value;

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
