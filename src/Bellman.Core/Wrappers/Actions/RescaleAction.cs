namespace Bellman.Core;

/// <summary>Takes actions between other bounds and maps them affinely onto those inside (Gymnasium's <c>RescaleAction</c>).</summary>
public sealed class RescaleAction : ActionWrapper
{
    private readonly AffineMap _map;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its actions are a <see cref="Box"/>.</param>
    /// <param name="minAction">The new lowest values, one for all or one for each. Default -1.</param>
    /// <param name="maxAction">The new highest values, one for all or one for each. Default 1.</param>
    /// <exception cref="ArgumentException">The actions are something else, or the bounds are out of order or infinite on one side alone.</exception>
    public RescaleAction(Env inner, IReadOnlyList<float>? minAction = null, IReadOnlyList<float>? maxAction = null)
        : base(inner, AffineMap.Rescaled(WrappedSpace.Actions(inner), minAction ?? [-1], maxAction ?? [1], nameof(minAction), nameof(maxAction))) =>
        _map = new AffineMap((Box)ActionSpace, WrappedSpace.Actions(inner), nameof(minAction));

    /// <inheritdoc/>
    private protected override bool IsStateless => true;

    /// <inheritdoc/>
    protected override void Act(ReadOnlySpan<float> action, Span<float> inner) => _map.Map(action, inner);
}
