namespace Bellman.Physics;

/// <summary>Writes and reads what stepping changes in a world.</summary>
internal static class WorldState
{
    public static void Save(World world, BinaryWriter writer)
    {
        writer.Write(world.BodyCount);
        writer.Write(world.JointCount);
        for (Body? body = world.FirstBody; body is not null; body = body.Next)
        {
            writer.Write(CountFixtures(body));
            body.Save(writer);
        }
        for (RevoluteJoint? joint = world.FirstJoint; joint is not null; joint = joint.Next)
        {
            joint.Save(writer);
        }
        world.Contacts.BroadPhase.Save(writer);
        SaveContacts(world.Contacts, writer);
    }

    public static void Load(World world, BinaryReader reader)
    {
        int bodies = reader.ReadInt32();
        int joints = reader.ReadInt32();
        Require(bodies == world.BodyCount, "bodies", bodies, world.BodyCount);
        Require(joints == world.JointCount, "joints", joints, world.JointCount);
        world.Contacts.Clear();
        for (Body? body = world.FirstBody; body is not null; body = body.Next)
        {
            int fixtures = reader.ReadInt32();
            Require(fixtures == CountFixtures(body), "fixtures on a body", fixtures, CountFixtures(body));
            body.Load(reader);
        }
        for (RevoluteJoint? joint = world.FirstJoint; joint is not null; joint = joint.Next)
        {
            joint.Load(reader);
        }
        world.Contacts.BroadPhase.Load(reader);
        for (Body? body = world.FirstBody; body is not null; body = body.Next)
        {
            for (Fixture? fixture = body.Fixtures; fixture is not null; fixture = fixture.Next)
            {
                world.Contacts.BroadPhase.Bind(fixture);
            }
        }
        LoadContacts(world.Contacts, reader);
    }

    /// <summary>Writes the contacts from the oldest on, so that linking each in front restores every list's order.</summary>
    private static void SaveContacts(ContactManager contacts, BinaryWriter writer)
    {
        writer.Write(contacts.Count);
        Contact? oldest = contacts.First;
        while (oldest?.Next is not null)
        {
            oldest = oldest.Next;
        }
        for (Contact? contact = oldest; contact is not null; contact = contact.Previous)
        {
            writer.Write(contact.FixtureA.Proxy);
            writer.Write(contact.FixtureB.Proxy);
            writer.Write(contact.IsTouching);
            writer.Write(contact.IsEnabled);
            writer.Write(contact.NeedsFiltering);
            SaveManifold(contact.Manifold, writer);
        }
    }

    private static void LoadContacts(ContactManager contacts, BinaryReader reader)
    {
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            Fixture fixtureA = contacts.BroadPhase.FixtureOf(reader.ReadInt32());
            Fixture fixtureB = contacts.BroadPhase.FixtureOf(reader.ReadInt32());
            Contact contact = contacts.Create(fixtureA, fixtureB);
            contact.IsTouching = reader.ReadBoolean();
            contact.IsEnabled = reader.ReadBoolean();
            contact.NeedsFiltering = reader.ReadBoolean();
            LoadManifold(ref contact.Manifold, reader);
        }
    }

    private static void SaveManifold(in Manifold manifold, BinaryWriter writer)
    {
        writer.Write(manifold.Count);
        writer.Write(manifold.ReferenceIsB);
        writer.Write(manifold.LocalNormal);
        writer.Write(manifold.LocalPoint);
        for (int i = 0; i < manifold.Count; i++)
        {
            ref readonly Manifold.Point point = ref manifold.Points[i];
            writer.Write(point.Local);
            writer.Write(point.NormalImpulse);
            writer.Write(point.TangentImpulse);
            writer.Write(point.Feature.IndexA);
            writer.Write(point.Feature.IndexB);
            writer.Write(point.Feature.IsFaceA);
            writer.Write(point.Feature.IsFaceB);
        }
    }

    private static void LoadManifold(ref Manifold manifold, BinaryReader reader)
    {
        manifold.Count = reader.ReadInt32();
        if (manifold.Count is < 0 or > 2)
        {
            throw new InvalidDataException($"A contact has 0 to 2 points, not {manifold.Count}.");
        }
        manifold.ReferenceIsB = reader.ReadBoolean();
        manifold.LocalNormal = reader.ReadVector();
        manifold.LocalPoint = reader.ReadVector();
        for (int i = 0; i < manifold.Count; i++)
        {
            ref Manifold.Point point = ref manifold.Points[i];
            point.Local = reader.ReadVector();
            point.NormalImpulse = reader.ReadSingle();
            point.TangentImpulse = reader.ReadSingle();
            point.Feature = new ContactFeature(reader.ReadByte(), reader.ReadByte(), reader.ReadBoolean(), reader.ReadBoolean());
        }
    }

    private static int CountFixtures(Body body)
    {
        int count = 0;
        for (Fixture? fixture = body.Fixtures; fixture is not null; fixture = fixture.Next)
        {
            count++;
        }
        return count;
    }

    private static void Require(bool holds, string what, int saved, int present)
    {
        if (!holds)
        {
            throw new InvalidDataException($"The saved world has {saved} {what}, this one {present}.");
        }
    }
}
