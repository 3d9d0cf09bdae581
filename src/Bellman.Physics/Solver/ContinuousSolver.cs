namespace Bellman.Physics;

/// <summary>
/// Continuous collision: after the ordinary step, finds the first moment within it at which a body would have run into
/// a static or kinematic body (or a bullet into anything), puts the bodies there, solves that contact and its
/// neighbours for the rest of the step, and looks again.
/// </summary>
internal sealed class ContinuousSolver
{
    // Impacts later than this are left to the next step.
    private const float LastImpact = 1f - 10f * Tuning.Epsilon;

    private readonly Island _island = new();

    /// <summary>Solves all impacts of a step.</summary>
    public void Solve(World world, in TimeStep step)
    {
        Reset(world);
        while (true)
        {
            Contact? contact = FindFirstImpact(world, out float time);
            if (contact is null || LastImpact < time)
            {
                return;
            }
            if (BuildIsland(world, contact, time))
            {
                float rest = (1f - time) * step.Duration;
                var subStep = new TimeStep(rest, 1f, step.VelocityIterations, Tuning.ImpactPositionIterations);
                _island.SolveImpact(subStep, contact.FixtureA.Body, contact.FixtureB.Body);
                Release(world);
            }
        }
    }

    private static void Reset(World world)
    {
        for (Body? body = world.FirstBody; body is not null; body = body.Next)
        {
            body.IsInIsland = false;
            body.Sweep.StartFraction = 0f;
        }
        for (Contact? contact = world.Contacts.First; contact is not null; contact = contact.Next)
        {
            contact.HasImpactTime = false;
            contact.IsInIsland = false;
            contact.ImpactCount = 0;
            contact.ImpactTime = 1f;
        }
    }

    private static Contact? FindFirstImpact(World world, out float time)
    {
        Contact? first = null;
        time = 1f;
        for (Contact? contact = world.Contacts.First; contact is not null; contact = contact.Next)
        {
            if (!contact.IsEnabled || contact.ImpactCount > Tuning.MaxImpactsPerContact)
            {
                continue;
            }
            if (!contact.HasImpactTime)
            {
                if (!CanImpact(contact))
                {
                    continue;
                }
                contact.ImpactTime = ComputeImpactTime(contact);
                contact.HasImpactTime = true;
            }
            if (contact.ImpactTime < time)
            {
                first = contact;
                time = contact.ImpactTime;
            }
        }
        return first;
    }

    private static bool CanImpact(Contact contact)
    {
        Body bodyA = contact.FixtureA.Body;
        Body bodyB = contact.FixtureB.Body;
        return !contact.IsSensor
            && (bodyA.IsActive || bodyB.IsActive)
            && (bodyA.IsBullet || bodyA.Type != BodyType.Dynamic || bodyB.IsBullet || bodyB.Type != BodyType.Dynamic);
    }

    private static float ComputeImpactTime(Contact contact)
    {
        ref Sweep sweepA = ref contact.FixtureA.Body.Sweep;
        ref Sweep sweepB = ref contact.FixtureB.Body.Sweep;

        // An earlier impact may have moved one body ahead: let both start at the same moment.
        float start = sweepA.StartFraction;
        if (sweepA.StartFraction < sweepB.StartFraction)
        {
            start = sweepB.StartFraction;
            sweepA.AdvanceStart(start);
        }
        else if (sweepB.StartFraction < sweepA.StartFraction)
        {
            sweepB.AdvanceStart(start);
        }
        if (Clearance.Stays(contact)
            || !TimeOfImpact.Find(contact.FixtureA.Shape.Vertices, sweepA, contact.FixtureB.Shape.Vertices, sweepB, out float fraction))
        {
            return 1f;
        }
        float time = start + (1f - start) * fraction;
        return time < 1f ? time : 1f;
    }

    /// <summary>Puts the bodies where they touch and gathers their contacts. False where they turn out not to touch.</summary>
    private bool BuildIsland(World world, Contact contact, float time)
    {
        Body bodyA = contact.FixtureA.Body;
        Body bodyB = contact.FixtureB.Body;
        Sweep formerA = bodyA.Sweep;
        Sweep formerB = bodyB.Sweep;
        bodyA.AdvanceTo(time);
        bodyB.AdvanceTo(time);
        contact.Update(world.Contacts.Listener);
        contact.HasImpactTime = false;
        contact.ImpactCount++;
        if (!contact.IsTouching)
        {
            contact.IsEnabled = false;
            Restore(bodyA, formerA);
            Restore(bodyB, formerB);
            return false;
        }

        bodyA.IsAwake = true;
        bodyB.IsAwake = true;
        _island.Clear();
        _island.Add(bodyA);
        _island.Add(bodyB);
        _island.Add(contact);
        bodyA.IsInIsland = true;
        bodyB.IsInIsland = true;
        contact.IsInIsland = true;
        AddNeighbours(world, bodyA, time);
        AddNeighbours(world, bodyB, time);
        return true;
    }

    private void AddNeighbours(World world, Body body, float time)
    {
        if (body.Type != BodyType.Dynamic)
        {
            return;
        }
        for (ContactEdge? edge = body.Contacts; edge is not null; edge = edge.Next)
        {
            if (_island.Bodies.Length == 2 * Tuning.MaxContactsPerImpact || _island.ContactCount == Tuning.MaxContactsPerImpact)
            {
                return;
            }
            Contact contact = edge.Contact;
            Body other = edge.Other!;
            bool bothOrdinary = other.Type == BodyType.Dynamic && !body.IsBullet && !other.IsBullet;
            if (contact.IsInIsland || bothOrdinary || contact.IsSensor)
            {
                continue;
            }
            Sweep former = other.Sweep;
            if (!other.IsInIsland)
            {
                other.AdvanceTo(time);
            }
            contact.Update(world.Contacts.Listener);
            if (!contact.IsTouching)
            {
                Restore(other, former);
                continue;
            }
            contact.IsInIsland = true;
            _island.Add(contact);
            if (!other.IsInIsland)
            {
                other.IsInIsland = true;
                if (other.Type != BodyType.Static)
                {
                    other.IsAwake = true;
                }
                _island.Add(other);
            }
        }
    }

    private static void Restore(Body body, in Sweep former)
    {
        body.Sweep = former;
        body.SynchronizeFrame();
    }

    /// <summary>Tells the broad phase where the bodies are, and has the impact times of their contacts found anew.</summary>
    private void Release(World world)
    {
        foreach (Body body in _island.Bodies)
        {
            body.IsInIsland = false;
            if (body.Type != BodyType.Dynamic)
            {
                continue;
            }
            body.SynchronizeFixtures();
            for (ContactEdge? edge = body.Contacts; edge is not null; edge = edge.Next)
            {
                edge.Contact.HasImpactTime = false;
                edge.Contact.IsInIsland = false;
            }
        }
        world.Contacts.FindNewContacts();
    }
}
