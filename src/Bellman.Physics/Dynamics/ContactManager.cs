namespace Bellman.Physics;

/// <summary>The contacts of a world: made for pairs from the broad phase, updated each step, and dropped when the boxes part.</summary>
internal sealed class ContactManager
{
    private Contact? _unused;

    public BroadPhase BroadPhase { get; } = new();

    public IContactListener? Listener { get; set; }

    /// <summary>The contacts, the latest first.</summary>
    public Contact? First { get; private set; }

    public int Count { get; private set; }

    /// <summary>Makes contacts in advance, so that no step has to.</summary>
    public void Reserve(int count)
    {
        for (int i = 0; i < count; i++) _unused = new Contact { Next = _unused };
    }

    /// <summary>Drops all contacts without telling anyone, and empties the broad phase.</summary>
    public void Clear()
    {
        while (First is not null)
        {
            Unlink(First);
        }
        BroadPhase.Clear();
    }

    /// <summary>Makes contacts for boxes that have come to overlap.</summary>
    public void FindNewContacts() => BroadPhase.ReportPairs(this);

    /// <summary>Makes the contact of two fixtures whose boxes overlap, unless they have one or must not collide.</summary>
    public void AddPair(Fixture first, Fixture second)
    {
        Body bodyA = first.Body;
        Body bodyB = second.Body;
        if (bodyA == bodyB || Exists(first, second) || !bodyB.ShouldCollide(bodyA) || !Fixture.ShouldCollide(first, second))
        {
            return;
        }
        bool firstIsEdge = first.Shape is EdgeShape;
        bool secondIsEdge = second.Shape is EdgeShape;
        if (firstIsEdge && secondIsEdge)
        {
            return; // Segments have no inside, so two of them never touch.
        }
        Contact contact = secondIsEdge ? Create(second, first) : Create(first, second);
        if (!contact.IsSensor)
        {
            bodyA.IsAwake = true;
            bodyB.IsAwake = true;
        }
    }

    /// <summary>Links a contact of two fixtures into all lists, in front.</summary>
    public Contact Create(Fixture fixtureA, Fixture fixtureB)
    {
        Contact contact = _unused ?? new Contact();
        _unused = contact.Next;
        contact.Reuse(fixtureA, fixtureB);
        contact.Previous = null;
        contact.Next = First;
        if (First is not null)
        {
            First.Previous = contact;
        }
        First = contact;
        contact.EdgeA.Attach(fixtureA.Body, fixtureB.Body);
        contact.EdgeB.Attach(fixtureB.Body, fixtureA.Body);
        Count++;
        return contact;
    }

    /// <summary>Drops a contact; bodies that touched wake up.</summary>
    public void Destroy(Contact contact)
    {
        if (contact.IsTouching)
        {
            Listener?.EndContact(contact);
        }
        if (contact.Manifold.Count > 0 && !contact.IsSensor)
        {
            contact.FixtureA.Body.IsAwake = true;
            contact.FixtureB.Body.IsAwake = true;
        }
        Unlink(contact);
    }

    /// <summary>Updates every contact of an awake body, and drops those whose boxes have parted.</summary>
    public void Collide()
    {
        Contact? next;
        for (Contact? contact = First; contact is not null; contact = next)
        {
            next = contact.Next;
            Fixture fixtureA = contact.FixtureA;
            Fixture fixtureB = contact.FixtureB;
            if (contact.NeedsFiltering)
            {
                if (!fixtureB.Body.ShouldCollide(fixtureA.Body) || !Fixture.ShouldCollide(fixtureA, fixtureB))
                {
                    Destroy(contact);
                    continue;
                }
                contact.NeedsFiltering = false;
            }
            if (!fixtureA.Body.IsActive && !fixtureB.Body.IsActive)
            {
                continue;
            }
            if (BroadPhase.Overlap(fixtureA.Proxy, fixtureB.Proxy))
            {
                contact.Update(Listener);
            }
            else
            {
                Destroy(contact);
            }
        }
    }

    /// <summary>Whether the fixtures of any contact touch.</summary>
    public bool AnyTouch()
    {
        for (Contact? contact = First; contact is not null; contact = contact.Next)
        {
            if (contact.IsTouching)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Has the contacts between two bodies checked again for whether they may collide.</summary>
    public static void FlagForFiltering(Body bodyA, Body bodyB)
    {
        for (ContactEdge? edge = bodyB.Contacts; edge is not null; edge = edge.Next)
        {
            if (edge.Other == bodyA)
            {
                edge.Contact.NeedsFiltering = true;
            }
        }
    }

    private static bool Exists(Fixture first, Fixture second)
    {
        for (ContactEdge? edge = second.Body.Contacts; edge is not null; edge = edge.Next)
        {
            Contact contact = edge.Contact;
            if ((contact.FixtureA == first && contact.FixtureB == second) || (contact.FixtureA == second && contact.FixtureB == first))
            {
                return true;
            }
        }
        return false;
    }

    private void Unlink(Contact contact)
    {
        if (contact.Previous is not null)
        {
            contact.Previous.Next = contact.Next;
        }
        else
        {
            First = contact.Next;
        }
        if (contact.Next is not null)
        {
            contact.Next.Previous = contact.Previous;
        }
        contact.EdgeA.Detach(contact.FixtureA.Body);
        contact.EdgeB.Detach(contact.FixtureB.Body);
        contact.Previous = null;
        contact.Next = _unused;
        _unused = contact;
        Count--;
    }
}
