using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// The bounds of continuous actions. Agents think in [-1, 1], whatever the bounds: <code>action = middle + half * normalised.</code>
/// </summary>
internal sealed class ActionBounds
{
    private readonly float[] _low;
    private readonly float[] _high;
    private readonly float[] _middle;
    private readonly float[] _half;

    /// <summary>Takes the bounds of an action space.</summary>
    /// <param name="env">The worlds whose actions they are.</param>
    /// <param name="agent">The algorithm's name, for the message.</param>
    /// <exception cref="ArgumentException">The actions are not numbers between finite bounds that differ.</exception>
    public ActionBounds(VectorEnv env, string agent)
    {
        if (env.ActionSpace is not Box box || box.Size == 0)
        {
            throw new ArgumentException(
                $"{agent} acts with numbers between bounds, but the action space is {env.ActionSpace}. Take an agent for discrete actions, such as dqn.", nameof(env));
        }

        for (int i = 0; i < box.Size; i++)
        {
            if (float.IsFinite(box.Low[i]) && float.IsFinite(box.High[i]) && box.Low[i] < box.High[i]) continue;
            string bounds = FormattableString.Invariant($"[{box.Low[i]}, {box.High[i]}]");
            throw new ArgumentException(
                $"{agent} scales its actions to their bounds, which must be finite and differ, but number {i} of an action lies in {bounds}.", nameof(env));
        }

        _low = [.. box.Low];
        _high = [.. box.High];
        _middle = [.. _low.Zip(_high, (low, high) => (0.5f * low) + (0.5f * high))];
        _half = [.. _low.Zip(_high, (low, high) => (0.5f * high) - (0.5f * low))];
    }

    /// <summary>Numbers in an action.</summary>
    public int Size => _low.Length;

    /// <summary>An action of the world from one in [-1, 1]; what lies outside is cut off, and the ends are the bounds exactly.</summary>
    public void Denormalise(ReadOnlySpan<float> normalised, Span<float> action)
    {
        for (int i = 0; i < _low.Length; i++)
        {
            float x = normalised[i];
            action[i] = x <= -1 ? _low[i] : x >= 1 ? _high[i] : Math.Clamp(_middle[i] + (_half[i] * x), _low[i], _high[i]);
        }
    }

    /// <summary>An action in [-1, 1] from one of the world.</summary>
    public void Normalise(ReadOnlySpan<float> action, Span<float> normalised)
    {
        for (int i = 0; i < _low.Length; i++) normalised[i] = (action[i] - _middle[i]) / _half[i];
    }
}
