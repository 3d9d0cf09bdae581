namespace Bellman.Physics;

/// <summary>Two fixtures that are near each other and may touch. The first is the edge where one of them is.</summary>
public sealed class Contact
{
    internal readonly ContactEdge EdgeA;
    internal readonly ContactEdge EdgeB;
    internal Manifold Manifold;
    internal Contact? Previous;
    internal Contact? Next;
    internal float Friction;
    internal float Restitution;
    internal bool IsEnabled;
    internal bool IsInIsland;
    internal bool NeedsFiltering;

    // Continuous collision: the fraction of the step at which the fixtures touch, and how many impacts were solved.
    internal bool HasImpactTime;
    internal float ImpactTime;
    internal int ImpactCount;

    internal Contact()
    {
        EdgeA = new ContactEdge(this);
        EdgeB = new ContactEdge(this);

        // Whoever takes a contact from the unused ones says at once whose it is.
        FixtureA = FixtureB = null!;
    }

    /// <summary>The first fixture.</summary>
    public Fixture FixtureA { get; private set; }

    /// <summary>The second fixture.</summary>
    public Fixture FixtureB { get; private set; }

    /// <summary>Whether the fixtures touch.</summary>
    public bool IsTouching { get; internal set; }

    internal bool IsSensor => FixtureA.IsSensor || FixtureB.IsSensor;

    /// <summary>Makes the contact anew for two fixtures that do not touch yet.</summary>
    internal void Reuse(Fixture fixtureA, Fixture fixtureB)
    {
        FixtureA = fixtureA;
        FixtureB = fixtureB;
        Manifold = default; // Not only its count: what is left of a former contact would be saved with the world.
        Friction = MathF.Sqrt(fixtureA.Friction * fixtureB.Friction);
        Restitution = fixtureA.Restitution > fixtureB.Restitution ? fixtureA.Restitution : fixtureB.Restitution;
        IsEnabled = true;
        IsTouching = false;
        IsInIsland = false;
        NeedsFiltering = false;
        HasImpactTime = false;
        ImpactTime = 0f;
        ImpactCount = 0;
    }

    /// <summary>Computes the manifold where the bodies stand now, keeps the impulses of points that persist, and tells the listener.</summary>
    internal void Update(IContactListener? listener)
    {
        bool wasTouching = IsTouching;
        IsEnabled = true;
        Body bodyA = FixtureA.Body;
        Body bodyB = FixtureB.Body;
        if (IsSensor)
        {
            Manifold.Count = 0;
            IsTouching = SensorOverlaps();
        }
        else
        {
            Manifold former = Manifold;
            Evaluate();
            CarryImpulses(former);
            IsTouching = Manifold.Count > 0;
            if (IsTouching != wasTouching)
            {
                bodyA.IsAwake = true;
                bodyB.IsAwake = true;
            }
        }

        if (IsTouching && !wasTouching)
        {
            listener?.BeginContact(this);
        }
        else if (wasTouching && !IsTouching)
        {
            listener?.EndContact(this);
        }
    }

    private void Evaluate()
    {
        ref Transform frameA = ref FixtureA.Body.Frame;
        ref Transform frameB = ref FixtureB.Body.Frame;
        var polygonB = (PolygonShape)FixtureB.Shape;
        if (FixtureA.Shape is EdgeShape edge)
        {
            EdgeCollider.Collide(ref Manifold, edge, frameA, polygonB, frameB);
        }
        else
        {
            PolygonCollider.Collide(ref Manifold, (PolygonShape)FixtureA.Shape, frameA, polygonB, frameB);
        }
    }

    private void CarryImpulses(in Manifold former)
    {
        for (int i = 0; i < Manifold.Count; i++)
        {
            ref Manifold.Point point = ref Manifold.Points[i];
            point.NormalImpulse = 0f;
            point.TangentImpulse = 0f;
            for (int j = 0; j < former.Count; j++)
            {
                ref readonly Manifold.Point old = ref former.Points[j];
                if (old.Feature == point.Feature)
                {
                    point.NormalImpulse = old.NormalImpulse;
                    point.TangentImpulse = old.TangentImpulse;
                    break;
                }
            }
        }
    }

    private bool SensorOverlaps()
    {
        var cache = default(SimplexCache);
        float distance = DistanceQuery.Compute(
            ref cache, FixtureA.Shape.Vertices, FixtureA.Body.Frame, FixtureB.Shape.Vertices, FixtureB.Body.Frame);
        float apart = distance > 2f * Tuning.SkinRadius && distance > Tuning.Epsilon ? distance - 2f * Tuning.SkinRadius : 0f;
        return apart < 10f * Tuning.Epsilon;
    }
}
