namespace Bellman.Core;

/// <summary>
/// Refuses a step before the first reset (Gymnasium's <c>OrderEnforcing</c>). Every <see cref="Env"/> does so by itself, and refuses one after the end of an episode too: the
/// wrapper changes nothing, and is there so that Gymnasium's lists of wrappers can be taken over as they are.
/// </summary>
public sealed class OrderEnforcing : Wrapper
{
    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public OrderEnforcing(Env inner)
        : base(inner)
    {
    }
}
