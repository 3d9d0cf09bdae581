namespace Bellman.Physics;

/// <summary>
/// Solves contacts by sequential impulses. At a point with arms rA, rB and normal n, the relative normal velocity is
/// <c>n . (vB + wB x rB - vA - wA x rA)</c>, and an impulse changes it by <c>1/mA + 1/mB + (rA x n)^2/IA + (rB x n)^2/IB</c>
/// per unit. The summed normal impulse must not be negative, and friction is at most its multiple (E. Catto, "Iterative
/// dynamics with temporal coherence", 2005). Two points of one manifold are solved together.
/// </summary>
internal sealed class ContactSolver
{
    private const float MaxConditionNumber = 1000f;

    private ContactConstraint[] _constraints = new ContactConstraint[8];
    private int _count;

    /// <summary>The contacts as prepared.</summary>
    public Span<ContactConstraint> Constraints => _constraints.AsSpan(0, _count);

    /// <summary>Takes the contacts of an island.</summary>
    /// <param name="contacts">Contacts that touch.</param>
    /// <param name="impulseScale">Factor of the impulses stored in the contacts, 0 to start from none.</param>
    public void Take(ReadOnlySpan<Contact> contacts, float impulseScale)
    {
        _count = contacts.Length;
        if (_constraints.Length < _count)
        {
            _constraints = new ContactConstraint[2 * _count];
        }
        for (int i = 0; i < contacts.Length; i++)
        {
            Contact contact = contacts[i];
            ref ContactConstraint constraint = ref _constraints[i];
            constraint.Contact = contact;
            constraint.IndexA = contact.FixtureA.Body.IslandIndex;
            constraint.IndexB = contact.FixtureB.Body.IslandIndex;
            constraint.Friction = contact.Friction;
            constraint.PointCount = contact.Manifold.Count;
            for (int j = 0; j < constraint.PointCount; j++)
            {
                constraint.Points[j].NormalImpulse = impulseScale * contact.Manifold.Points[j].NormalImpulse;
                constraint.Points[j].TangentImpulse = impulseScale * contact.Manifold.Points[j].TangentImpulse;
            }
        }
    }

    /// <summary>
    /// Puts the contacts in order of their body B, without changing the order of those of one body. That changes no
    /// result where every body A is the ground, as contacts of different bodies then have nothing in common.
    /// </summary>
    public void SortByBody()
    {
        // Insertion: there are few, and mostly they are in order already.
        for (int i = 1; i < _count; i++)
        {
            for (int j = i; j > 0 && _constraints[j].IndexB < _constraints[j - 1].IndexB; j--)
            {
                (_constraints[j], _constraints[j - 1]) = (_constraints[j - 1], _constraints[j]);
            }
        }
    }

    /// <summary>The contacts of one body B, once they are sorted.</summary>
    public Span<ContactConstraint> Of(int body)
    {
        int start = 0;
        while (start < _count && _constraints[start].IndexB != body)
        {
            start++;
        }
        int end = start;
        while (end < _count && _constraints[end].IndexB == body)
        {
            end++;
        }
        return _constraints.AsSpan(start, end - start);
    }

    /// <summary>Computes arms, effective masses and bounces where the bodies are now.</summary>
    public void Prepare(ReadOnlySpan<SolverBody> bodies)
    {
        foreach (ref ContactConstraint constraint in Constraints)
        {
            ref readonly SolverBody a = ref bodies[constraint.IndexA];
            ref readonly SolverBody b = ref bodies[constraint.IndexB];
            var manifold = new WorldManifold(ref constraint.Contact.Manifold, a.Frame, b.Frame);
            Vector2D normal = manifold.Normal;
            constraint.Normal = normal;
            for (int j = 0; j < constraint.PointCount; j++)
            {
                ref ContactConstraint.Point point = ref constraint.Points[j];
                Vector2D position = manifold.Midpoint(j);
                point.ArmA = position - a.Center;
                point.ArmB = position - b.Center;
                point.NormalMass = EffectiveMass(a, b, point, normal);
                point.TangentMass = EffectiveMass(a, b, point, normal.TurnedRight);
                float approach = Vector2D.Dot(
                    normal, b.Velocity + Vector2D.Cross(b.Spin, point.ArmB) - a.Velocity - Vector2D.Cross(a.Spin, point.ArmA));
                point.BounceVelocity = approach < -Tuning.RestitutionThreshold ? -constraint.Contact.Restitution * approach : 0f;
            }
            if (constraint.PointCount == 2)
            {
                PrepareBlock(ref constraint, a, b);
            }
        }
    }

    /// <summary>Applies the impulses that the contacts start with.</summary>
    public void WarmStart(Span<SolverBody> bodies)
    {
        foreach (ref ContactConstraint constraint in Constraints)
        {
            ref SolverBody a = ref bodies[constraint.IndexA];
            ref SolverBody b = ref bodies[constraint.IndexB];
            Vector2D tangent = constraint.Normal.TurnedRight;
            for (int j = 0; j < constraint.PointCount; j++)
            {
                ref ContactConstraint.Point point = ref constraint.Points[j];
                Vector2D impulse = point.NormalImpulse * constraint.Normal + point.TangentImpulse * tangent;
                a.Spin -= a.InverseInertia * Vector2D.Cross(point.ArmA, impulse);
                a.Velocity -= a.InverseMass * impulse;
                b.Spin += b.InverseInertia * Vector2D.Cross(point.ArmB, impulse);
                b.Velocity += b.InverseMass * impulse;
            }
        }
    }

    /// <summary>One iteration over all contacts.</summary>
    public void SolveVelocities(Span<SolverBody> bodies)
    {
        foreach (ref ContactConstraint constraint in Constraints)
        {
            ref SolverBody a = ref bodies[constraint.IndexA];
            ref SolverBody b = ref bodies[constraint.IndexB];

            // Friction first: that nothing penetrates matters more, so it has the last word.
            for (int j = 0; j < constraint.PointCount; j++)
            {
                SolveFriction(ref constraint.Points[j], constraint, ref a, ref b);
            }
            if (constraint.PointCount == 1)
            {
                SolveNormal(ref constraint.Points[0], constraint.Normal, ref a, ref b);
            }
            else
            {
                ContactBlock.Solve(ref constraint, ref a, ref b);
            }
        }
    }

    /// <summary>
    /// Some iterations over all contacts. Once one has changed no velocity and no impulse by a bit, the others would not
    /// either, and are left out.
    /// </summary>
    public void SolveVelocities(Span<SolverBody> bodies, int iterations)
    {
        const int between = 4;
        Span<Motion> motions = stackalloc Motion[bodies.Length];
        Span<float> impulses = stackalloc float[4 * _count];
        for (int i = 0; i < iterations; i++)
        {
            bool looks = i % between == between - 1;
            if (looks)
            {
                Snapshot(bodies, motions, impulses);
            }
            SolveVelocities(bodies);
            if (looks && IsAsBefore(bodies, motions, impulses))
            {
                return;
            }
        }
    }

    /// <summary>Stores the impulses in the contacts, for the next step to start from.</summary>
    public void StoreImpulses()
    {
        foreach (ref ContactConstraint constraint in Constraints)
        {
            for (int j = 0; j < constraint.PointCount; j++)
            {
                ref Manifold.Point stored = ref constraint.Contact.Manifold.Points[j];
                stored.NormalImpulse = constraint.Points[j].NormalImpulse;
                stored.TangentImpulse = constraint.Points[j].TangentImpulse;
            }
        }
    }

    /// <summary>Pushes penetrating shapes apart, one iteration.</summary>
    /// <returns>Whether no penetration is worth correcting any more.</returns>
    public bool SolvePositions(Span<SolverBody> bodies)
    {
        float least = 0f;
        foreach (ref ContactConstraint constraint in Constraints)
        {
            ref SolverBody a = ref bodies[constraint.IndexA];
            ref SolverBody b = ref bodies[constraint.IndexB];
            SolvePosition(constraint, ref a, ref b, movesA: true, movesB: true, Tuning.PositionCorrection, ref least);
        }
        return least >= -3f * Tuning.LinearSlop;
    }

    /// <summary>Pushes the two bodies of an impact out of all their contacts, one iteration.</summary>
    /// <returns>Whether no penetration is worth correcting any more.</returns>
    public bool SolveImpactPositions(Span<SolverBody> bodies, int first, int second)
    {
        float least = 0f;
        foreach (ref ContactConstraint constraint in Constraints)
        {
            ref SolverBody a = ref bodies[constraint.IndexA];
            ref SolverBody b = ref bodies[constraint.IndexB];
            bool movesA = constraint.IndexA == first || constraint.IndexA == second;
            bool movesB = constraint.IndexB == first || constraint.IndexB == second;
            SolvePosition(constraint, ref a, ref b, movesA, movesB, Tuning.ImpactPositionCorrection, ref least);
        }
        return least >= -1.5f * Tuning.LinearSlop;
    }

    private void Snapshot(ReadOnlySpan<SolverBody> bodies, Span<Motion> motions, Span<float> impulses)
    {
        for (int i = 0; i < bodies.Length; i++)
        {
            motions[i] = bodies[i].Motion;
        }
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                impulses[4 * i + 2 * j] = _constraints[i].Points[j].NormalImpulse;
                impulses[4 * i + 2 * j + 1] = _constraints[i].Points[j].TangentImpulse;
            }
        }
    }

    private bool IsAsBefore(ReadOnlySpan<SolverBody> bodies, ReadOnlySpan<Motion> motions, ReadOnlySpan<float> impulses)
    {
        for (int i = 0; i < bodies.Length; i++)
        {
            if (!Motion.AreSame(motions[i], bodies[i].Motion))
            {
                return false;
            }
        }
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                ref readonly ContactConstraint.Point point = ref _constraints[i].Points[j];
                if (!Motion.AreSame(impulses[4 * i + 2 * j], point.NormalImpulse)
                    || !Motion.AreSame(impulses[4 * i + 2 * j + 1], point.TangentImpulse))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static float EffectiveMass(in SolverBody a, in SolverBody b, in ContactConstraint.Point point, Vector2D direction)
    {
        float armA = Vector2D.Cross(point.ArmA, direction);
        float armB = Vector2D.Cross(point.ArmB, direction);
        float response = a.InverseMass + b.InverseMass + a.InverseInertia * armA * armA + b.InverseInertia * armB * armB;
        return response > 0f ? 1f / response : 0f;
    }

    private static void PrepareBlock(ref ContactConstraint constraint, in SolverBody a, in SolverBody b)
    {
        float arm1A = Vector2D.Cross(constraint.Points[0].ArmA, constraint.Normal);
        float arm1B = Vector2D.Cross(constraint.Points[0].ArmB, constraint.Normal);
        float arm2A = Vector2D.Cross(constraint.Points[1].ArmA, constraint.Normal);
        float arm2B = Vector2D.Cross(constraint.Points[1].ArmB, constraint.Normal);
        float masses = a.InverseMass + b.InverseMass;
        float first = masses + a.InverseInertia * arm1A * arm1A + b.InverseInertia * arm1B * arm1B;
        float second = masses + a.InverseInertia * arm2A * arm2A + b.InverseInertia * arm2B * arm2B;
        float mixed = masses + a.InverseInertia * arm1A * arm2A + b.InverseInertia * arm1B * arm2B;
        if (first * first < MaxConditionNumber * (first * second - mixed * mixed))
        {
            constraint.Response = new Matrix22(first, mixed, mixed, second);
            constraint.InverseResponse = constraint.Response.Inverse();
        }
        else
        {
            constraint.PointCount = 1; // The points say nearly the same; both would make the system singular.
        }
    }

    private static void SolveFriction(
        ref ContactConstraint.Point point, in ContactConstraint constraint, ref SolverBody a, ref SolverBody b)
    {
        Vector2D tangent = constraint.Normal.TurnedRight;
        float slip = Vector2D.Dot(RelativeVelocity(point, a, b), tangent);
        float most = constraint.Friction * point.NormalImpulse;
        float former = point.TangentImpulse;
        float wanted = former + point.TangentMass * -slip;
        float reduced = wanted < most ? wanted : most;
        point.TangentImpulse = -most > reduced ? -most : reduced;
        Apply(point, (point.TangentImpulse - former) * tangent, ref a, ref b);
    }

    private static void SolveNormal(ref ContactConstraint.Point point, Vector2D normal, ref SolverBody a, ref SolverBody b)
    {
        float separating = Vector2D.Dot(RelativeVelocity(point, a, b), normal);
        float former = point.NormalImpulse;
        float wanted = former + -point.NormalMass * (separating - point.BounceVelocity);
        point.NormalImpulse = wanted > 0f ? wanted : 0f;
        Apply(point, (point.NormalImpulse - former) * normal, ref a, ref b);
    }

    private static Vector2D RelativeVelocity(in ContactConstraint.Point point, in SolverBody a, in SolverBody b) =>
        b.Velocity + Vector2D.Cross(b.Spin, point.ArmB) - a.Velocity - Vector2D.Cross(a.Spin, point.ArmA);

    private static void Apply(in ContactConstraint.Point point, Vector2D impulse, ref SolverBody a, ref SolverBody b)
    {
        a.Velocity -= a.InverseMass * impulse;
        a.Spin -= a.InverseInertia * Vector2D.Cross(point.ArmA, impulse);
        b.Velocity += b.InverseMass * impulse;
        b.Spin += b.InverseInertia * Vector2D.Cross(point.ArmB, impulse);
    }

    private static void SolvePosition(
        in ContactConstraint constraint, ref SolverBody a, ref SolverBody b, bool movesA, bool movesB, float correction, ref float least)
    {
        float massA = movesA ? a.InverseMass : 0f;
        float inertiaA = movesA ? a.InverseInertia : 0f;
        float massB = movesB ? b.InverseMass : 0f;
        float inertiaB = movesB ? b.InverseInertia : 0f;
        ref readonly Manifold local = ref constraint.Contact.Manifold;
        for (int j = 0; j < local.Count; j++)
        {
            var manifold = new WorldManifold(in local, a.Frame, b.Frame);
            Vector2D normal = manifold.Normal;
            Vector2D corner = manifold.Corner(j);
            float separation = manifold.Separation(corner);
            least = least < separation ? least : separation;

            // Leave a little penetration, so that the contact persists, and correct no more than is stable.
            float wanted = correction * (separation + Tuning.LinearSlop);
            float reduced = wanted < 0f ? wanted : 0f;
            float error = -Tuning.MaxLinearCorrection > reduced ? -Tuning.MaxLinearCorrection : reduced;

            Vector2D armA = corner - a.Center;
            Vector2D armB = corner - b.Center;
            float crossA = Vector2D.Cross(armA, normal);
            float crossB = Vector2D.Cross(armB, normal);
            float response = massA + massB + inertiaA * crossA * crossA + inertiaB * crossB * crossB;
            Vector2D impulse = (response > 0f ? -error / response : 0f) * normal;
            a.Center -= massA * impulse;
            a.Angle -= inertiaA * Vector2D.Cross(armA, impulse);
            b.Center += massB * impulse;
            b.Angle += inertiaB * Vector2D.Cross(armB, impulse);
        }
    }
}
