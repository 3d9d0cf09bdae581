using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Shows each observation some steps late (Gymnasium's <c>DelayObservation</c>). Until the first one arrives, zeros are shown, or the values nearest to zero that the space has.
/// </summary>
public sealed class DelayObservation : Wrapper
{
    private readonly ObservationRing _waiting;
    private readonly float[] _zero;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="delay">By how many steps: 0 to 9,999, and at most 16,777,216 numbers are kept in all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is out of that range.</exception>
    public DelayObservation(Env inner, int delay)
        : base(inner)
    {
        Check.Range(delay, 0, ObservationRing.Most(inner.ObservationSpace) - 1, nameof(delay));
        _waiting = new ObservationRing(inner.ObservationSpace.Size, delay + 1);
        _zero = SpaceStack.NearestToZero(inner.ObservationSpace);
    }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(_waiting.Place);
        _waiting.Advance();
        _waiting.FillOlder(_zero);
        _waiting.Oldest.CopyTo(observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, _waiting.Place);
        _waiting.Advance();
        _waiting.Oldest.CopyTo(observation);
        return result;
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using (writer.Section("delay")) _waiting.Save(writer);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using (reader.Section("delay")) _waiting.Load(reader);
        base.OnLoad(reader);
    }
}
