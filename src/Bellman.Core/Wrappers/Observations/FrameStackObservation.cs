using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Shows the last observations of an episode together, the oldest first (Gymnasium's <c>FrameStackObservation</c>). The stack is a new first
/// dimension: four frames of 84x84 pixels are a Box of (4, 84, 84), for the convolutional layers of which each frame is a channel.
/// </summary>
public sealed class FrameStackObservation : Wrapper
{
    private readonly FrameStackPadding _padding;
    private readonly ObservationRing _frames;
    private readonly float[] _zero;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/>, <see cref="Discrete"/>, <see cref="MultiDiscrete"/> or <see cref="MultiBinary"/>.</param>
    /// <param name="stackSize">How many observations are shown: 1 to 10,000, and at most 16,777,216 numbers in all.</param>
    /// <param name="paddingType">What stands for the frames before the first. Default: the first.</param>
    /// <exception cref="ArgumentException">The observations are something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stackSize"/> is out of that range.</exception>
    public FrameStackObservation(Env inner, int stackSize, FrameStackPadding paddingType = FrameStackPadding.Reset)
        : base(inner)
    {
        Check.Range(stackSize, 1, ObservationRing.Most(inner.ObservationSpace), nameof(stackSize));
        _padding = paddingType;
        _frames = new ObservationRing(inner.ObservationSpace.Size, stackSize);
        _zero = SpaceStack.NearestToZero(inner.ObservationSpace);
        ObservationSpace = SpaceStack.Of(inner.ObservationSpace, stackSize);
    }

    /// <inheritdoc/>
    public override Space ObservationSpace { get; }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        Span<float> first = _frames.Place;
        base.OnReset(first);
        _frames.Advance();
        _frames.FillOlder(_padding == FrameStackPadding.Zero ? _zero : first);
        _frames.CopyTo(observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, _frames.Place);
        _frames.Advance();
        _frames.CopyTo(observation);
        return result;
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using (writer.Section("frame_stack")) _frames.Save(writer);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using (reader.Section("frame_stack")) _frames.Load(reader);
        base.OnLoad(reader);
    }
}
