namespace Bellman.Physics;

/// <summary>A rigid body: a frame that moves, with fixtures on it. Made by <see cref="World.CreateBody"/>.</summary>
public sealed class Body
{
    // The solver reads and writes these directly.
    internal Sweep Sweep;
    internal Transform Frame;
    internal Vector2D Velocity;
    internal float Spin;
    internal Vector2D Force;
    internal float Torque;
    internal float InverseMass;
    internal float InverseInertia;
    internal float SleepTime;
    internal int IslandIndex;
    internal bool IsInIsland;
    internal bool AllowSleep;
    internal bool IsBullet;
    internal float LinearDamping;
    internal float AngularDamping;

    // Lists, the latest first, as the order of solving follows from them.
    internal Body? Previous;
    internal Body? Next;
    internal Fixture? Fixtures;
    internal ContactEdge? Contacts;
    internal JointEdge? Joints;

    private World _world;
    private bool _fixedRotation;
    private bool _isAwake;
    private float _centralInertia;

    internal Body(World world, in BodyDef definition)
    {
        _world = world;
        Reuse(world, definition);
    }

    /// <summary>How the body moves.</summary>
    public BodyType Type { get; private set; }

    /// <summary>The number that its definition gave the body.</summary>
    public int Tag { get; private set; }

    /// <summary>Where the body's origin stands, in metres.</summary>
    public Vector2D Position => Frame.Position;

    /// <summary>The body's angle in radians; it counts whole turns.</summary>
    public float Angle => Sweep.Angle;

    /// <summary>The body's frame in the world.</summary>
    public Transform Transform => Frame;

    /// <summary>Velocity of the centre of mass in metres per second.</summary>
    public Vector2D LinearVelocity => Velocity;

    /// <summary>Angular velocity in radians per second, counter-clockwise.</summary>
    public float AngularVelocity => Spin;

    /// <summary>The centre of mass in world coordinates.</summary>
    public Vector2D WorldCenter => Sweep.Center;

    /// <summary>The centre of mass in the body's frame.</summary>
    public Vector2D LocalCenter => Sweep.LocalCenter;

    /// <summary>Mass in kilograms; 0 for a body that is not dynamic.</summary>
    public float Mass { get; private set; }

    /// <summary>Moment of inertia about the body's origin, in kilogram square metres.</summary>
    public float Inertia => _centralInertia + Mass * Vector2D.Dot(Sweep.LocalCenter, Sweep.LocalCenter);

    /// <summary>Whether the body takes part in the simulation. A resting body falls asleep, and loses its velocity and forces.</summary>
    public bool IsAwake
    {
        get => _isAwake;
        internal set
        {
            if (value && !_isAwake)
            {
                _isAwake = true;
                SleepTime = 0f;
            }
            else if (!value)
            {
                _isAwake = false;
                SleepTime = 0f;
                Velocity = Vector2D.Zero;
                Spin = 0f;
                Force = Vector2D.Zero;
                Torque = 0f;
            }
        }
    }

    /// <summary>Whether the body is awake and not static.</summary>
    internal bool IsActive => _isAwake && Type != BodyType.Static;

    /// <summary>Adds a shape. The body's mass becomes that of all its shapes.</summary>
    /// <param name="definition">What the fixture is made from.</param>
    /// <returns>The fixture.</returns>
    /// <exception cref="ArgumentException">The definition has no shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Density, friction or restitution is negative or not a number.</exception>
    /// <exception cref="InvalidOperationException">The world is within a step.</exception>
    public Fixture CreateFixture(in FixtureDef definition)
    {
        _world.RequireUnlocked();
        if (definition.Shape is null)
        {
            throw new ArgumentException("The definition of a fixture needs a shape.", nameof(definition));
        }
        Requires.NotNegative(definition.Density, nameof(definition), nameof(definition.Density));
        Requires.NotNegative(definition.Friction, nameof(definition), nameof(definition.Friction));
        Requires.NotNegative(definition.Restitution, nameof(definition), nameof(definition.Restitution));
        Fixture fixture = _world.TakeFixture(this, definition);
        fixture.Proxy = _world.Contacts.BroadPhase.Add(fixture, fixture.Shape.ComputeBounds(Frame));
        fixture.Next = Fixtures;
        Fixtures = fixture;
        if (fixture.Density > 0f)
        {
            ResetMass();
        }
        _world.HasNewFixture = true;
        return fixture;
    }

    /// <summary>Adds a force at the centre of mass, until the end of the next step. Wakes the body.</summary>
    /// <param name="force">The force in newtons.</param>
    public void ApplyForceToCenter(Vector2D force)
    {
        if (WakeDynamic())
        {
            Force += force;
        }
    }

    /// <summary>Adds a force at a point, until the end of the next step. Wakes the body.</summary>
    /// <param name="force">The force in newtons.</param>
    /// <param name="point">Where it acts, in world coordinates.</param>
    public void ApplyForce(Vector2D force, Vector2D point)
    {
        if (WakeDynamic())
        {
            Force += force;
            Torque += Vector2D.Cross(point - Sweep.Center, force);
        }
    }

    /// <summary>Adds a torque, until the end of the next step. Wakes the body.</summary>
    /// <param name="torque">The torque in newton metres, counter-clockwise.</param>
    public void ApplyTorque(float torque)
    {
        if (WakeDynamic())
        {
            Torque += torque;
        }
    }

    /// <summary>Changes the velocities at once by an impulse at a point. Wakes the body.</summary>
    /// <param name="impulse">The impulse in newton seconds.</param>
    /// <param name="point">Where it acts, in world coordinates.</param>
    public void ApplyLinearImpulse(Vector2D impulse, Vector2D point)
    {
        if (WakeDynamic())
        {
            Velocity += InverseMass * impulse;
            Spin += InverseInertia * Vector2D.Cross(point - Sweep.Center, impulse);
        }
    }

    /// <summary>Takes a point of the body's frame to world coordinates.</summary>
    /// <param name="point">The point in the body's frame.</param>
    /// <returns>The point in the world.</returns>
    public Vector2D GetWorldPoint(Vector2D point) => Frame.Apply(point);

    /// <summary>Makes the body anew from a definition.</summary>
    internal void Reuse(World world, in BodyDef definition)
    {
        _world = world;
        Type = definition.Type;
        Tag = definition.Tag;
        Frame = new Transform(definition.Position, Rotation.FromAngle(definition.Angle));
        Sweep = new Sweep
        {
            StartCenter = definition.Position,
            Center = definition.Position,
            StartAngle = definition.Angle,
            Angle = definition.Angle,
        };
        Velocity = definition.LinearVelocity;
        Spin = definition.AngularVelocity;
        LinearDamping = definition.LinearDamping;
        AngularDamping = definition.AngularDamping;
        AllowSleep = definition.AllowSleep;
        IsBullet = definition.IsBullet;
        _fixedRotation = definition.FixedRotation;
        _isAwake = true;
        Force = Vector2D.Zero;
        Torque = 0f;
        SleepTime = 0f;
        Mass = Type == BodyType.Dynamic ? 1f : 0f;
        InverseMass = Mass;
        _centralInertia = 0f;
        InverseInertia = 0f;
        IsInIsland = false;
        Previous = null;
        Next = null;
        Fixtures = null;
        Contacts = null;
        Joints = null;
    }

    /// <summary>Whether the body was made by a world.</summary>
    internal bool IsOf(World world) => _world == world;

    /// <summary>Whether two bodies may collide: one is dynamic, and no joint between them forbids it.</summary>
    internal bool ShouldCollide(Body other)
    {
        if (Type != BodyType.Dynamic && other.Type != BodyType.Dynamic)
        {
            return false;
        }
        for (JointEdge? edge = Joints; edge is not null; edge = edge.Next)
        {
            if (edge.Other == other && !edge.Joint.CollideConnected)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Puts the frame where the centre of mass and the angle are.</summary>
    internal void SynchronizeFrame() => Frame = Transform.OfCenter(Sweep.Center, Sweep.Angle, Sweep.LocalCenter);

    /// <summary>Tells the broad phase about the way from the start of the step to here.</summary>
    internal void SynchronizeFixtures()
    {
        Transform start = Transform.OfCenter(Sweep.StartCenter, Sweep.StartAngle, Sweep.LocalCenter);
        for (Fixture? fixture = Fixtures; fixture is not null; fixture = fixture.Next)
        {
            fixture.Synchronize(_world.Contacts.BroadPhase, start, Frame);
        }
    }

    /// <summary>Puts the body where it is at a fraction of the step, and lets the rest of its sweep start there.</summary>
    internal void AdvanceTo(float stepFraction)
    {
        Sweep.AdvanceStart(stepFraction);
        Sweep.Center = Sweep.StartCenter;
        Sweep.Angle = Sweep.StartAngle;
        SynchronizeFrame();
    }

    /// <summary>Writes what a step changes.</summary>
    internal void Save(BinaryWriter writer)
    {
        writer.Write(_isAwake);
        writer.Write(SleepTime);
        writer.Write(Velocity);
        writer.Write(Spin);
        writer.Write(Force);
        writer.Write(Torque);
        writer.Write(Frame.Position);
        writer.Write(Frame.Rotation.Sine);
        writer.Write(Frame.Rotation.Cosine);
        writer.Write(Sweep.StartCenter);
        writer.Write(Sweep.Center);
        writer.Write(Sweep.StartAngle);
        writer.Write(Sweep.Angle);
        writer.Write(Sweep.StartFraction);
        for (Fixture? fixture = Fixtures; fixture is not null; fixture = fixture.Next)
        {
            writer.Write(fixture.Proxy);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Load(BinaryReader reader)
    {
        _isAwake = reader.ReadBoolean();
        SleepTime = reader.ReadSingle();
        Velocity = reader.ReadVector();
        Spin = reader.ReadSingle();
        Force = reader.ReadVector();
        Torque = reader.ReadSingle();
        Frame = new Transform(reader.ReadVector(), new Rotation(reader.ReadSingle(), reader.ReadSingle()));
        Sweep.StartCenter = reader.ReadVector();
        Sweep.Center = reader.ReadVector();
        Sweep.StartAngle = reader.ReadSingle();
        Sweep.Angle = reader.ReadSingle();
        Sweep.StartFraction = reader.ReadSingle();
        for (Fixture? fixture = Fixtures; fixture is not null; fixture = fixture.Next)
        {
            fixture.Proxy = reader.ReadInt32();
        }
    }

    private bool WakeDynamic()
    {
        if (Type != BodyType.Dynamic)
        {
            return false;
        }
        IsAwake = true;
        return true;
    }

    /// <summary>Sums mass, centre and inertia over the fixtures, and moves the inertia to the centre of mass.</summary>
    private void ResetMass()
    {
        if (Type != BodyType.Dynamic)
        {
            return;
        }
        float mass = 0f;
        float inertia = 0f;
        Vector2D center = Vector2D.Zero;
        for (Fixture? fixture = Fixtures; fixture is not null; fixture = fixture.Next)
        {
            if (fixture.Density == 0f)
            {
                continue;
            }
            MassData data = fixture.Shape.ComputeMass(fixture.Density);
            mass += data.Mass;
            center += data.Mass * data.Center;
            inertia += data.Inertia;
        }

        // A dynamic body without mass would not answer to forces, so it counts one kilogram.
        Mass = mass > 0f ? mass : 1f;
        InverseMass = 1f / Mass;
        if (mass > 0f)
        {
            center = InverseMass * center;
        }
        bool turns = inertia > 0f && !_fixedRotation;
        _centralInertia = turns ? inertia - Mass * Vector2D.Dot(center, center) : 0f;
        InverseInertia = turns ? 1f / _centralInertia : 0f;

        Vector2D formerCenter = Sweep.Center;
        Sweep.LocalCenter = center;
        Sweep.Center = Frame.Apply(center);
        Sweep.StartCenter = Sweep.Center;
        Velocity += Vector2D.Cross(Spin, Sweep.Center - formerCenter);
    }
}
