namespace Bellman.Physics;

/// <summary>The one island of a world in which two bodies are pinned to a third and nothing else moves, while nothing touches.</summary>
internal sealed class Fork
{
    private readonly Body[] _bodies;

    private Fork(ForkShape shape, RevoluteJoint first, RevoluteJoint second)
    {
        Shape = shape;
        First = first;
        Second = second;
        _bodies = [first.BodyA, first.BodyB, second.BodyB];
    }

    /// <summary>What does not change about it; forks that are solved together share one object.</summary>
    public ForkShape Shape { get; set; }

    /// <summary>The joint that is solved first.</summary>
    public RevoluteJoint First { get; }

    /// <summary>The joint that is solved second.</summary>
    public RevoluteJoint Second { get; }

    /// <summary>The body that both joints share, and the other ones of the first and of the second joint.</summary>
    public ReadOnlySpan<Body> Bodies => _bodies;

    /// <summary>The index of a body among <see cref="Bodies"/>, or -1.</summary>
    public int IndexOf(Body body) => body == _bodies[0] ? 0 : body == _bodies[1] ? 1 : body == _bodies[2] ? 2 : -1;

    /// <summary>Whether all of it is awake.</summary>
    public bool IsAwake => _bodies[0].IsAwake && _bodies[1].IsAwake && _bodies[2].IsAwake;

    /// <summary>Looks for a fork in a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="former">What was found in this world before; it is used again where it fits, so that nothing is allocated.</param>
    public static Fork? Find(World world, Fork? former)
    {
        if (!TryOrderJoints(world, out RevoluteJoint? first, out RevoluteJoint? second))
        {
            return null;
        }
        if (former is not null && former.First == first && former.Second == second && former.HasBodiesOf(first, second)
            && former.Shape.Fits(world.Gravity, first, second))
        {
            return former;
        }
        return ForkShape.Of(world.Gravity, first, second) is { } shape ? new Fork(shape, first, second) : null;
    }

    /// <summary>Lets the bodies sleep where all have rested long enough.</summary>
    public void UpdateSleep(float duration, bool solved) => Island.UpdateSleep(_bodies, duration, solved);

    /// <summary>
    /// The two joints in the order in which the island's search in depth comes upon them: it starts from the latest body,
    /// and follows each body's joints from the latest on.
    /// </summary>
    private static bool TryOrderJoints(
        World world, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RevoluteJoint? first,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RevoluteJoint? second)
    {
        first = second = null;
        int moving = 0;
        Body? seed = null;
        for (Body? body = world.FirstBody; body is not null; body = body.Next)
        {
            if (body.Type != BodyType.Static)
            {
                moving++;
                seed ??= body;
            }
        }
        if (moving != 3 || world.JointCount != 2)
        {
            return false;
        }
        first = seed!.Joints?.Joint;
        second = first == world.FirstJoint ? world.FirstJoint!.Next : world.FirstJoint;
        return first is not null && second is not null;
    }

    private bool HasBodiesOf(RevoluteJoint first, RevoluteJoint second) =>
        _bodies[0] == first.BodyA && _bodies[1] == first.BodyB && _bodies[2] == second.BodyB;
}
