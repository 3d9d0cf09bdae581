namespace Bellman.Physics;

/// <summary>
/// All that does not change about a fork: masses, anchors, limits and outlines. Forks of equal shape are solved together
/// in lanes, with these numbers in common.
/// </summary>
internal sealed record ForkShape(ForkPart Trunk, ForkPart Left, ForkPart Right, ForkHinge First, ForkHinge Second, Vector2D Gravity)
{
    /// <summary>Reads the shape of a fork, or null where it is none that lanes can solve.</summary>
    public static ForkShape? Of(Vector2D gravity, RevoluteJoint first, RevoluteJoint second) =>
        first.BodyA == second.BodyA && first.BodyB != second.BodyB
        && ForkPart.Of(first.BodyA) is { } trunk && ForkPart.Of(first.BodyB) is { } left && ForkPart.Of(second.BodyB) is { } right
        && ForkHinge.Of(first) is { } firstHinge && ForkHinge.Of(second) is { } secondHinge
            ? new ForkShape(trunk, left, right, firstHinge, secondHinge, gravity)
            : null;

    /// <summary>Whether two joints and their bodies are still what was read.</summary>
    public bool Fits(Vector2D gravity, RevoluteJoint first, RevoluteJoint second) =>
        gravity == Gravity && first.BodyA == second.BodyA && first.BodyB != second.BodyB
        && Trunk.Fits(first.BodyA) && Left.Fits(first.BodyB) && Right.Fits(second.BodyB) && First.Fits(first) && Second.Fits(second);
}
