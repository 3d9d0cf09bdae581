using System.Numerics;
using System.Runtime.CompilerServices;
using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// Puts the bounds of a box of actions at -1 and 1, so that what a network gives and the noise that is added mean the same in every unit.
/// A number without both bounds stays as it is.
/// </summary>
internal sealed class ActionRange
{
    private readonly float[] _center;
    private readonly float[] _half;
    private readonly float[] _low;
    private readonly float[] _high;

    public ActionRange(Box box)
    {
        (_low, _high) = (box.Low.ToArray(), box.High.ToArray());
        (_center, _half) = (new float[box.Size], new float[box.Size]);
        for (int i = 0; i < box.Size; i++)
        {
            bool bounded = float.IsFinite(_low[i]) && float.IsFinite(_high[i]);
            _center[i] = bounded ? (_low[i] / 2) + (_high[i] / 2) : 0;
            _half[i] = bounded ? (_high[i] / 2) - (_low[i] / 2) : 1;
        }
    }

    /// <summary>The range of worlds whose actions all have bounds.</summary>
    /// <param name="env">The worlds.</param>
    /// <param name="agent">The algorithm's name, for the message.</param>
    /// <exception cref="ArgumentException">The actions are not numbers between finite bounds that differ.</exception>
    public static ActionRange Bounded(VectorEnv env, string agent)
    {
        if (env.ActionSpace is not Box { Size: > 0, Element: ElementType.Single or ElementType.Double } box)
        {
            throw new ArgumentException(
                $"{agent} acts with real numbers between bounds, but the action space is {env.ActionSpace}. Take an agent for discrete actions, such as dqn.", nameof(env));
        }

        for (int i = 0; i < box.Size; i++)
        {
            if (float.IsFinite(box.Low[i]) && float.IsFinite(box.High[i]) && box.Low[i] < box.High[i]) continue;
            throw new ArgumentException(
                $"{agent} scales its actions to their bounds, which must be finite and differ, but the action space is {box}.", nameof(env));
        }

        return new ActionRange(box);
    }

    /// <summary>How many numbers an action has.</summary>
    public int Size => _low.Length;

    /// <summary>Maps actions of the range from -1 to 1 to those of the box, clipped to its bounds; rows follow each other without a gap.</summary>
    public void ToBox(ReadOnlySpan<float> actions, Span<float> box)
    {
        if (Size == 1)
        {
            float center = _center[0], half = _half[0], low = _low[0], high = _high[0];
            ToBox(actions, box, center, half, low, high);
            return;
        }

        for (int i = 0, column = 0; i < actions.Length; i++)
        {
            box[i] = Math.Clamp(_center[column] + (_half[column] * actions[i]), _low[column], _high[column]);
            if (++column == Size) column = 0;
        }
    }

    /// <summary><see cref="Math.Clamp(float, float, float)"/> in lanes: what is drawn is beyond a bound at random, which branches would mispredict.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToBox(ReadOnlySpan<float> actions, Span<float> box, float center, float half, float low, float high)
    {
        Vector<float> lows = new(low), highs = new(high), centers = new(center), halves = new(half);
        int i = 0;
        for (; i + Vector<float>.Count <= actions.Length; i += Vector<float>.Count)
        {
            Vector<float> value = centers + (halves * new Vector<float>(actions[i..]));
            value = Vector.ConditionalSelect(Vector.GreaterThan(value, highs), highs, value);
            Vector.ConditionalSelect(Vector.LessThan(value, lows), lows, value).CopyTo(box[i..]);
        }

        for (; i < actions.Length; i++) box[i] = Math.Clamp(center + (half * actions[i]), low, high);
    }

    /// <summary>Maps actions of the box back to the range from -1 to 1.</summary>
    public void FromBox(ReadOnlySpan<float> box, Span<float> actions)
    {
        for (int i = 0, column = 0; i < box.Length; i++)
        {
            actions[i] = _half[column] == 0 ? 0 : (box[i] - _center[column]) / _half[column];
            if (++column == Size) column = 0;
        }
    }
}
