namespace Bellman.Physics;

/// <summary>Finds the islands of a world, by a search in depth over contacts and joints, and solves each.</summary>
internal sealed class DiscreteSolver
{
    private readonly Island _island = new();
    private readonly Stack<Body> _stack = new();

    /// <summary>Moves all awake bodies by one step and tells the broad phase.</summary>
    public void Solve(World world, in TimeStep step)
    {
        ClearFlags(world);
        for (Body? seed = world.FirstBody; seed is not null; seed = seed.Next)
        {
            if (seed.IsInIsland || !seed.IsActive)
            {
                continue;
            }
            Build(seed);
            _island.Solve(step, world.Gravity);
            foreach (Body body in _island.Bodies)
            {
                if (body.Type == BodyType.Static)
                {
                    body.IsInIsland = false; // The ground takes part in every island that stands on it.
                }
            }
        }
        Synchronize(world);
    }

    /// <summary>Does what comes before the velocities' iterations in a world all of whose awake bodies are one island.</summary>
    /// <returns>The island. <see cref="Finish"/> must follow once its velocities are solved.</returns>
    public Island Prepare(World world, in TimeStep step)
    {
        ClearFlags(world);
        Body seed = world.FirstBody!;
        while (!seed.IsActive)
        {
            seed = seed.Next!;
        }
        Build(seed);
        _island.Prepare(step, world.Gravity);
        return _island;
    }

    /// <summary>Does what comes behind the velocities' iterations, and tells the broad phase.</summary>
    public void Finish(World world, in TimeStep step)
    {
        _island.Finish(step);
        Synchronize(world);
    }

    private static void Synchronize(World world)
    {
        for (Body? body = world.FirstBody; body is not null; body = body.Next)
        {
            if (body.IsInIsland && body.Type != BodyType.Static)
            {
                body.SynchronizeFixtures();
            }
        }
        world.Contacts.FindNewContacts();
    }

    private static void ClearFlags(World world)
    {
        for (Body? body = world.FirstBody; body is not null; body = body.Next)
        {
            body.IsInIsland = false;
        }
        for (Contact? contact = world.Contacts.First; contact is not null; contact = contact.Next)
        {
            contact.IsInIsland = false;
        }
        for (RevoluteJoint? joint = world.FirstJoint; joint is not null; joint = joint.Next)
        {
            joint.IsInIsland = false;
        }
    }

    private void Build(Body seed)
    {
        _island.Clear();
        Visit(seed);
        while (_stack.TryPop(out Body? body))
        {
            _island.Add(body);
            body.IsAwake = true;
            if (body.Type == BodyType.Static)
            {
                continue; // Two bodies that stand on the same ground do not affect each other.
            }
            AddContacts(body);
            AddJoints(body);
        }
    }

    private void AddContacts(Body body)
    {
        for (ContactEdge? edge = body.Contacts; edge is not null; edge = edge.Next)
        {
            Contact contact = edge.Contact;
            if (contact.IsInIsland || !contact.IsEnabled || !contact.IsTouching || contact.IsSensor)
            {
                continue;
            }
            _island.Add(contact);
            contact.IsInIsland = true;
            Visit(edge.Other!);
        }
    }

    private void AddJoints(Body body)
    {
        for (JointEdge? edge = body.Joints; edge is not null; edge = edge.Next)
        {
            if (edge.Joint.IsInIsland)
            {
                continue;
            }
            _island.Add(edge.Joint);
            edge.Joint.IsInIsland = true;
            Visit(edge.Other!);
        }
    }

    private void Visit(Body body)
    {
        if (!body.IsInIsland)
        {
            body.IsInIsland = true;
            _stack.Push(body);
        }
    }
}
