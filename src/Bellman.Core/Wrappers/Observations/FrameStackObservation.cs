namespace Bellman.Core;

/// <summary>
/// Shows the last observations of an episode together, the oldest first (Gymnasium's <c>FrameStackObservation</c>). The stack is a new first
/// dimension: four frames of 84x84 pixels are a Box of (4, 84, 84), for the convolutional layers of which each frame is a channel.
/// </summary>
public sealed class FrameStackObservation : Wrapper
{
    private readonly int _size;
    private readonly FrameStackPadding _padding;
    private readonly float[] _frames;
    private readonly float[] _zero;
    private int _oldest;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/>, <see cref="Discrete"/>, <see cref="MultiDiscrete"/> or <see cref="MultiBinary"/>.</param>
    /// <param name="stackSize">How many observations are shown, at least 1.</param>
    /// <param name="paddingType">What stands for the frames before the first. Default: the first.</param>
    /// <exception cref="ArgumentException">The observations are something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stackSize"/> is below 1.</exception>
    public FrameStackObservation(Env inner, int stackSize, FrameStackPadding paddingType = FrameStackPadding.Reset)
        : base(inner)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stackSize, 1);
        _size = inner.ObservationSpace.Size;
        _padding = paddingType;
        _frames = new float[stackSize * _size];
        _zero = SpaceStack.NearestToZero(inner.ObservationSpace);
        ObservationSpace = SpaceStack.Of(inner.ObservationSpace, stackSize);
    }

    /// <inheritdoc/>
    public override Space ObservationSpace { get; }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        Span<float> first = Next();
        base.OnReset(first);
        ReadOnlySpan<float> padding = _padding == FrameStackPadding.Zero ? _zero : first;
        for (int start = 0; start < _frames.Length - _size; start += _size)
            padding.CopyTo(_frames.AsSpan((_oldest + start) % _frames.Length, _size));
        Show(observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, Next());
        Show(observation);
        return result;
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("frame_stack", (ReadOnlySpan<float>)_frames);
        writer.Write("frame_stack_oldest", _oldest);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read("frame_stack", _frames.AsSpan());
        _oldest = reader.ReadInt32("frame_stack_oldest");
        base.OnLoad(reader);
    }

    /// <summary>The frames are a ring: the oldest gives its place to the newest.</summary>
    private Span<float> Next()
    {
        Span<float> place = _frames.AsSpan(_oldest, _size);
        _oldest = (_oldest + _size) % _frames.Length;
        return place;
    }

    private void Show(Span<float> observation)
    {
        _frames.AsSpan(_oldest).CopyTo(observation);
        _frames.AsSpan(0, _oldest).CopyTo(observation[(_frames.Length - _oldest)..]);
    }
}
