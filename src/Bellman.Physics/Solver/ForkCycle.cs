using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Physics;

/// <summary>
/// Iterations of a fork that goes round in a cycle: its velocities and motors' impulses come back to the same bits every
/// few iterations, mostly every one or two, as soon as rounding is all that is left to correct. The impulses of pins and
/// limits then grow by the same few numbers over and over, which nothing else depends on until a limit lets go. Adding
/// them up in the same order gives the bits of the iterations at a fraction of their cost.
/// </summary>
internal static class ForkCycle
{
    private const int LongestPeriod = 8;

    /// <summary>Makes as many of the coming iterations as whole cycles take.</summary>
    /// <param name="first">The first joint.</param>
    /// <param name="second">The second joint.</param>
    /// <param name="trunk">Motion of the body that both joints share.</param>
    /// <param name="left">Motion of the first joint's other body.</param>
    /// <param name="right">Motion of the second joint's other body.</param>
    /// <param name="period">Iterations of one cycle.</param>
    /// <param name="remaining">Iterations still to be made.</param>
    /// <returns>How many were made; the rest is up to the caller.</returns>
    public static int Skip(
        ref RevoluteConstraint first, ref RevoluteConstraint second,
        ref Motion trunk, ref Motion left, ref Motion right, int period, int remaining)
    {
        int cycles = remaining / period - 1;
        if (period > LongestPeriod || cycles < 1)
        {
            return 0;
        }

        // Once around, to see what each iteration adds.
        Span<Vector256<float>> changes = stackalloc Vector256<float>[LongestPeriod];
        bool letGo = false;
        for (int i = 0; i < period; i++)
        {
            first.SolveVelocity(ref trunk, ref left, out float firstX, out float firstY, out float firstLimit);
            second.SolveVelocity(ref trunk, ref right, out float secondX, out float secondY, out float secondLimit);
            changes[i] = Vector256.Create(firstX, firstY, secondX, secondY, firstLimit, secondLimit, 0f, 0f);
            letGo |= HasLetGo(first) || HasLetGo(second);
        }
        Vector256<float> sum = Vector256.Create(
            first.PinImpulse.X, first.PinImpulse.Y, second.PinImpulse.X, second.PinImpulse.Y,
            first.LimitImpulse, second.LimitImpulse, 0f, 0f);
        if (letGo || !TryAdd(ref sum, changes[..period], cycles, PullingSign(first), PullingSign(second)))
        {
            return period;
        }
        first.PinImpulse = new Vector2D(sum[0], sum[1]);
        second.PinImpulse = new Vector2D(sum[2], sum[3]);
        first.LimitImpulse = sum[4];
        second.LimitImpulse = sum[5];
        return (cycles + 1) * period;
    }

    /// <summary>Adds a cycle's changes up, unless a limit would pull on the way.</summary>
    private static bool TryAdd(ref Vector256<float> sum, ReadOnlySpan<Vector256<float>> changes, int cycles, float firstSign, float secondSign)
    {
        Vector256<float> signs = Vector256.Create(0f, 0f, 0f, 0f, firstSign, secondSign, 0f, 0f);
        Vector256<float> now = sum;
        Vector256<float> pulls = Vector256<float>.Zero;
        for (int i = 0; i < cycles; i++)
        {
            foreach (Vector256<float> change in changes)
            {
                now += change;
                pulls |= Vector256.GreaterThan(now * signs, Vector256<float>.Zero);
            }
        }
        if (pulls.AsInt32() != Vector256<int>.Zero)
        {
            return false;
        }
        sum = now;
        return true;
    }

    /// <summary>Whether a limit's impulse was just taken back to zero, so that the iteration depended on it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasLetGo(in RevoluteConstraint joint) =>
        joint.LimitState is LimitState.AtLower or LimitState.AtUpper && joint.LimitImpulse == 0f;

    /// <summary>The sign of an impulse with which a limit would pull; 0 where there is none to let go.</summary>
    private static float PullingSign(in RevoluteConstraint joint) => joint.LimitState switch
    {
        LimitState.AtLower => -1f,
        LimitState.AtUpper => 1f,
        _ => 0f,
    };
}
