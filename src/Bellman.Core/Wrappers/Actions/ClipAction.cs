namespace Bellman.Core;

/// <summary>
/// Takes any numbers as an action, and clips them to the bounds inside (Gymnasium's <c>ClipAction</c>), as a Gaussian policy needs it.
/// </summary>
public sealed class ClipAction : ActionWrapper
{
    private readonly Box _bounds;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its actions are a <see cref="Box"/>.</param>
    /// <exception cref="ArgumentException">The actions are something else.</exception>
    public ClipAction(Env inner)
        : base(inner, Unbounded(WrappedSpace.Actions(inner))) => _bounds = WrappedSpace.Actions(inner);

    /// <inheritdoc/>
    private protected override bool IsStateless => true;

    /// <inheritdoc/>
    protected override void Act(ReadOnlySpan<float> action, Span<float> inner)
    {
        for (int i = 0; i < inner.Length; i++) inner[i] = Math.Clamp(action[i], _bounds.Low[i], _bounds.High[i]);
    }

    private static Box Unbounded(Box box) => new(float.NegativeInfinity, float.PositiveInfinity, box.Shape.AsSpan());
}
