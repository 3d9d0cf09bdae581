namespace Bellman.Core;

/// <summary>
/// Takes the last action once more, with some probability, in place of the one that is given (Gymnasium's <c>StickyAction</c>; Machado et al., "Revisiting the Arcade Learning
/// Environment", 2018, section 5.2), so that no sequence of actions can be learned by heart.
/// </summary>
public sealed class StickyAction : ActionWrapper
{
    private readonly float _probability;
    private readonly int _shortest;
    private readonly int _longest;
    private readonly float[] _last;
    private bool _hasLast;
    private int _left;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="repeatActionProbability">The probability in each step that repeating begins, from 0 to below 1.</param>
    /// <param name="repeatActionDuration">For how many steps the action is repeated then: one number, or the least and the most of which one is drawn. Default 1.</param>
    /// <exception cref="ArgumentException">A number is out of range, or there are more than two durations.</exception>
    public StickyAction(Env inner, float repeatActionProbability, IReadOnlyList<int>? repeatActionDuration = null)
        : base(inner, (inner ?? throw new ArgumentNullException(nameof(inner))).ActionSpace)
    {
        if (!(repeatActionProbability >= 0 && repeatActionProbability < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(repeatActionProbability),
                repeatActionProbability,
                FormattableString.Invariant($"repeatActionProbability must be from 0 to below 1, but is {repeatActionProbability}."));
        }

        int[] durations = WrappedSpace.ForEach(repeatActionDuration ?? [1], 2, nameof(repeatActionDuration));
        (_probability, _shortest, _longest) = (repeatActionProbability, durations[0], durations[1]);
        if (_shortest < 1 || _longest < _shortest)
            throw new ArgumentException($"repeatActionDuration must be 1 or more, the least before the most, but is {_shortest} to {_longest}.", nameof(repeatActionDuration));
        _last = new float[ActionSpace.Size];
    }

    /// <summary>Whether the environment inside has a mask: it is about the given actions. What is repeated may be forbidden by then, as it was chosen in an earlier state.</summary>
    public override bool HasActionMask => Inner.HasActionMask;

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        (_hasLast, _left) = (false, 0);
        base.OnReset(observation);
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action)
    {
        RequireValue(action[.._last.Length]);
        Inner.RequireAction(action);
    }

    /// <inheritdoc/>
    protected override void Act(ReadOnlySpan<float> action, Span<float> inner)
    {
        // Before anything is drawn or kept: what is refused inside would have changed what follows.
        RequireValue(action[.._last.Length]);
        if (_left == 0 && _hasLast && Rng.NextDouble() < _probability) _left = _shortest + (_longest > _shortest ? Rng.Next(_longest - _shortest + 1) : 0);
        if (_left > 0) _left--;
        else action[.._last.Length].CopyTo(_last);
        _hasLast = true;
        _last.CopyTo(inner);
    }

    private void RequireValue(ReadOnlySpan<float> action)
    {
        bool isOne = true;
        foreach (float number in action) isOne &= float.IsFinite(number);

        // Numbers beyond the bounds of a box are the world's to clip.
        if (!isOne || (ActionSpace is not Box && !ActionSpace.Contains(action)))
            throw new ArgumentOutOfRangeException(nameof(action), action[0], FormattableString.Invariant($"An action must be a value of {ActionSpace}, but one number is {action[0]}."));
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("sticky_last", (ReadOnlySpan<float>)_last);
        writer.Write("sticky_has_last", _hasLast);
        writer.Write("sticky_left", _left);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read("sticky_last", _last.AsSpan());
        _hasLast = reader.ReadBoolean("sticky_has_last");
        _left = reader.ReadInt32("sticky_left");
        base.OnLoad(reader);
    }
}
