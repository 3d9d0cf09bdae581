namespace Bellman.Physics;

/// <summary>
/// Rigid bodies in the plane, stepped as Box2D 2.3 steps them: every result is determined bit for bit by the order of
/// calls. A world belongs to one thread at a time. Stepping allocates nothing once its buffers have grown.
/// </summary>
/// <remarks>
/// One step updates the contacts, builds islands of bodies that touch or are joined, solves their velocities and
/// positions by sequential impulses (E. Catto, 2005 to 2013), and then goes back to impacts that happened within the step.
/// </remarks>
public sealed class World
{
    private readonly DiscreteSolver _discrete = new();
    private readonly ContinuousSolver _continuous = new();
    private readonly Stack<Body> _unusedBodies = new();
    private readonly Stack<Fixture> _unusedFixtures = new();
    private readonly Stack<RevoluteJoint> _unusedJoints = new();
    private float _lastInverseDuration;
    private bool _isLocked;
    private bool _isForkKnown;

    /// <summary>Makes an empty world.</summary>
    /// <param name="gravity">Acceleration in metres per second squared.</param>
    public World(Vector2D gravity) => Gravity = gravity;

    /// <summary>Acceleration that acts on every dynamic body, in metres per second squared.</summary>
    public Vector2D Gravity { get; set; }

    /// <summary>Told when fixtures begin and cease to touch. Default: nobody.</summary>
    public IContactListener? ContactListener
    {
        get => Contacts.Listener;
        set => Contacts.Listener = value;
    }

    /// <summary>The number of bodies.</summary>
    public int BodyCount { get; private set; }

    /// <summary>The number of joints.</summary>
    public int JointCount { get; private set; }

    /// <summary>The number of pairs of fixtures that are near each other, whether or not they touch.</summary>
    public int ContactCount => Contacts.Count;

    internal ContactManager Contacts { get; } = new();

    internal Body? FirstBody { get; private set; }

    internal RevoluteJoint? FirstJoint { get; private set; }

    internal bool HasNewFixture { get; set; }

    /// <summary>Makes memory for contacts in advance; without it a step allocates whenever there are more of them than ever before.</summary>
    /// <param name="count">How many more contacts, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public void ReserveContacts(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Contacts.Reserve(count);
    }

    /// <summary>Makes memory for bodies with one fixture each in advance, so that building the world allocates nothing. Only in an empty world.</summary>
    /// <param name="count">How many bodies, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="InvalidOperationException">There are bodies already.</exception>
    public void ReserveBodies(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (BodyCount > 0)
        {
            throw new InvalidOperationException($"Memory is reserved before the first body is made, but there are {BodyCount} bodies.");
        }
        while (_unusedBodies.Count < count)
        {
            _unusedBodies.Push(new Body(this, new BodyDef()));
        }
        while (_unusedFixtures.Count < count)
        {
            _unusedFixtures.Push(new Fixture());
        }
        Contacts.BroadPhase.Reserve(count);
    }

    /// <summary>Adds a body.</summary>
    /// <param name="definition">What the body is made from.</param>
    /// <returns>The body, without fixtures.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The damping is negative, or a number is not finite.</exception>
    /// <exception cref="InvalidOperationException">The world is within a step.</exception>
    public Body CreateBody(in BodyDef definition)
    {
        RequireUnlocked();
        Requires.Finite(definition.Position.X, nameof(definition), nameof(definition.Position));
        Requires.Finite(definition.Position.Y, nameof(definition), nameof(definition.Position));
        Requires.Finite(definition.Angle, nameof(definition), nameof(definition.Angle));
        Requires.NotNegative(definition.LinearDamping, nameof(definition), nameof(definition.LinearDamping));
        Requires.NotNegative(definition.AngularDamping, nameof(definition), nameof(definition.AngularDamping));
        if (_unusedBodies.TryPop(out Body? body))
        {
            body.Reuse(this, definition);
        }
        else
        {
            body = new Body(this, definition);
        }
        body.Next = FirstBody;
        if (FirstBody is not null)
        {
            FirstBody.Previous = body;
        }
        FirstBody = body;
        BodyCount++;
        _isForkKnown = false;
        return body;
    }

    /// <summary>Joins two bodies.</summary>
    /// <param name="definition">What the joint is made from.</param>
    /// <returns>The joint.</returns>
    /// <exception cref="ArgumentException">The bodies are missing or one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limits are in the wrong order, the torque is negative, or a number is not finite.</exception>
    /// <exception cref="InvalidOperationException">The world is within a step.</exception>
    public RevoluteJoint CreateJoint(in RevoluteJointDef definition)
    {
        RequireUnlocked();
        if (definition.BodyA is null || definition.BodyA == definition.BodyB)
        {
            throw new ArgumentException("A joint needs two different bodies.", nameof(definition));
        }
        if (!(definition.LowerAngle <= definition.UpperAngle))
        {
            throw new ArgumentOutOfRangeException(
                nameof(definition), definition.LowerAngle, $"LowerAngle must not exceed UpperAngle, {definition.UpperAngle}.");
        }
        Requires.Finite(definition.MotorSpeed, nameof(definition), nameof(definition.MotorSpeed));
        Requires.NotNegative(definition.MaxMotorTorque, nameof(definition), nameof(definition.MaxMotorTorque));
        if (_unusedJoints.TryPop(out RevoluteJoint? joint))
        {
            joint.Reuse(definition);
        }
        else
        {
            joint = new RevoluteJoint(definition);
        }
        joint.Next = FirstJoint;
        FirstJoint = joint;
        JointCount++;
        _isForkKnown = false;
        joint.EdgeA.Attach(joint.BodyA, joint.BodyB);
        joint.EdgeB.Attach(joint.BodyB, joint.BodyA);
        if (!joint.CollideConnected)
        {
            ContactManager.FlagForFiltering(joint.BodyA, joint.BodyB);
        }
        return joint;
    }

    /// <summary>
    /// Takes a body out, with its fixtures, its contacts and the joints that hold it. Numbers of the broad phase are handed out again, the latest first, so that what is
    /// built next depends in its last bits on what was taken out, and in which order. The objects are handed out again, too: they must not be used any more.
    /// </summary>
    /// <param name="body">A body of this world.</param>
    /// <exception cref="ArgumentException">The body is not in this world.</exception>
    /// <exception cref="InvalidOperationException">The world is within a step.</exception>
    public void DestroyBody(Body body)
    {
        ArgumentNullException.ThrowIfNull(body);
        RequireUnlocked();
        if (!body.IsOf(this) || (body.Previous is null && body != FirstBody))
        {
            throw new ArgumentException("The body is not in this world: it was taken out before, or belongs to another.", nameof(body));
        }
        while (body.Joints is { } edge) DestroyJoint(edge.Joint);
        while (body.Contacts is { } edge) Contacts.Destroy(edge.Contact);
        for (Fixture? fixture = body.Fixtures; fixture is not null; fixture = fixture.Next)
        {
            Contacts.BroadPhase.Remove(fixture.Proxy);
            _unusedFixtures.Push(fixture);
        }
        if (body.Previous is not null) body.Previous.Next = body.Next;
        else FirstBody = body.Next;
        if (body.Next is not null) body.Next.Previous = body.Previous;
        body.Previous = null;
        BodyCount--;
        _isForkKnown = false;
        _unusedBodies.Push(body);
    }

    /// <summary>
    /// Takes everything out. The world is then as a new one with the same gravity and listener, and hands the former
    /// objects out again: bodies, fixtures and joints from before must not be used any more.
    /// </summary>
    /// <exception cref="InvalidOperationException">The world is within a step.</exception>
    public void Clear()
    {
        RequireUnlocked();
        Contacts.Clear();
        for (RevoluteJoint? joint = FirstJoint; joint is not null; joint = joint.Next)
        {
            _unusedJoints.Push(joint);
        }
        for (Body? body = FirstBody; body is not null; body = body.Next)
        {
            for (Fixture? fixture = body.Fixtures; fixture is not null; fixture = fixture.Next)
            {
                _unusedFixtures.Push(fixture);
            }
            _unusedBodies.Push(body);
        }
        FirstJoint = null;
        FirstBody = null;
        JointCount = 0;
        BodyCount = 0;
        HasNewFixture = false;
        _isForkKnown = false;
        _lastInverseDuration = 0f;
    }

    /// <summary>Moves the world on by one step, and then drops all forces and torques.</summary>
    /// <param name="duration">Duration in seconds, positive; best the same in every step.</param>
    /// <param name="velocityIterations">Iterations of the velocity solver, at least 1.</param>
    /// <param name="positionIterations">The most iterations of the position solver, at least 1; it stops early once errors are small.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration or a number of iterations is not positive.</exception>
    /// <exception cref="InvalidOperationException">The world is within a step.</exception>
    public void Step(float duration, int velocityIterations, int positionIterations)
    {
        RequireStep(duration, velocityIterations, positionIterations);
        Begin();
        try
        {
            Collide();
            var step = new TimeStep(duration, RatioOf(duration), velocityIterations, positionIterations);
            SolveIslands(step);
            SolveImpacts(step);
            End(duration);
        }
        finally
        {
            Unlock();
        }
    }

    /// <summary>Casts a ray and reports the fixtures that it meets from outside. Changes nothing.</summary>
    /// <param name="from">Where the ray starts.</param>
    /// <param name="to">Where it ends; another point.</param>
    /// <param name="callback">Told of each fixture, in no particular order.</param>
    /// <typeparam name="TCallback">Its type; a structure is called without indirection.</typeparam>
    /// <exception cref="ArgumentException">The ends coincide.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public void RayCast<TCallback>(Vector2D from, Vector2D to, ref TCallback callback)
        where TCallback : IRayCastCallback
    {
        Requires.Finite(from.X, nameof(from), nameof(from.X));
        Requires.Finite(from.Y, nameof(from), nameof(from.Y));
        Requires.Finite(to.X, nameof(to), nameof(to.X));
        Requires.Finite(to.Y, nameof(to), nameof(to.Y));
        if (from == to)
        {
            throw new ArgumentException($"A ray needs two different ends, but both are {from}.", nameof(to));
        }
        Contacts.BroadPhase.RayCast(from, to, ref callback);
    }

    /// <summary>
    /// Writes all that changes while the world is stepped: motion, contacts, impulses, sleep and the broad phase, exactly.
    /// What the world was built from is not written.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <exception cref="InvalidOperationException">The world is within a step.</exception>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        RequireUnlocked();
        WorldState.Save(this, writer);
        writer.Write(_lastInverseDuration);
        writer.Write(HasNewFixture);
    }

    /// <summary>
    /// Reads what <see cref="Save"/> wrote, into a world that was built by the same calls. It then continues bit for bit
    /// as the saved one.
    /// </summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="InvalidDataException">The saved world has other bodies, fixtures or joints.</exception>
    /// <exception cref="InvalidOperationException">The world is within a step.</exception>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        RequireUnlocked();
        WorldState.Load(this, reader);
        _lastInverseDuration = reader.ReadSingle();
        HasNewFixture = reader.ReadBoolean();
    }

    internal static void RequireStep(float duration, int velocityIterations, int positionIterations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(duration);
        ArgumentOutOfRangeException.ThrowIfLessThan(velocityIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(positionIterations, 1);
    }

    /// <summary>A step's duration over the last one's, by which stored impulses are scaled; 0 in the first.</summary>
    internal float RatioOf(float duration) => _lastInverseDuration * duration;

    /// <summary>Begins a step; <see cref="Unlock"/> must follow, whatever happens.</summary>
    internal void Begin()
    {
        RequireUnlocked();
        if (HasNewFixture)
        {
            Contacts.FindNewContacts();
            HasNewFixture = false;
            _isForkKnown = false;
        }
        _isLocked = true;
    }

    /// <summary>The first part of a step: the contacts are brought up to date.</summary>
    internal void Collide() => Contacts.Collide();

    /// <summary>The second part: islands are solved.</summary>
    internal void SolveIslands(in TimeStep step) => _discrete.Solve(this, step);

    /// <summary>The second part where one island is all that is awake: what comes before the velocities are solved.</summary>
    internal Island PrepareIsland(in TimeStep step) => _discrete.Prepare(this, step);

    /// <summary>What comes after them.</summary>
    internal void FinishIsland(in TimeStep step) => _discrete.Finish(this, step);

    /// <summary>The third part: impacts within the step are solved.</summary>
    internal void SolveImpacts(in TimeStep step) => _continuous.Solve(this, step);

    /// <summary>The last part: forces are dropped.</summary>
    internal void End(float duration)
    {
        _lastInverseDuration = 1f / duration;
        for (Body? body = FirstBody; body is not null; body = body.Next)
        {
            body.Force = Vector2D.Zero;
            body.Torque = 0f;
        }
    }

    /// <summary>Lets the world be changed again.</summary>
    internal void Unlock() => _isLocked = false;

    /// <summary>What the last <see cref="FindFork"/> found.</summary>
    internal Fork? FoundFork { get; private set; }

    /// <summary>Whether any fixtures touch.</summary>
    internal bool IsTouched => Contacts.AnyTouch();

    /// <summary>The fork that is all that moves in this world, where all of it is awake; else null.</summary>
    internal Fork? FindFork()
    {
        if (!_isForkKnown || (FoundFork is not null && FoundFork.Shape.Gravity != Gravity))
        {
            FoundFork = Fork.Find(this, FoundFork);
            _isForkKnown = true;
        }
        return FoundFork is { IsAwake: true } ? FoundFork : null;
    }

    internal void RequireUnlocked()
    {
        if (_isLocked)
        {
            throw new InvalidOperationException("The world cannot be changed within a step, such as from a contact listener.");
        }
    }

    private void DestroyJoint(RevoluteJoint joint)
    {
        RevoluteJoint? previous = null;
        for (RevoluteJoint? other = FirstJoint; other != joint; other = other!.Next) previous = other;
        if (previous is not null) previous.Next = joint.Next;
        else FirstJoint = joint.Next;
        joint.EdgeA.Detach(joint.BodyA);
        joint.EdgeB.Detach(joint.BodyB);
        joint.BodyA.IsAwake = true;
        joint.BodyB.IsAwake = true;
        if (!joint.CollideConnected) ContactManager.FlagForFiltering(joint.BodyA, joint.BodyB);
        JointCount--;
        _unusedJoints.Push(joint);
    }

    internal Fixture TakeFixture(Body body, in FixtureDef definition)
    {
        if (_unusedFixtures.TryPop(out Fixture? fixture))
        {
            fixture.Reuse(body, definition);
            return fixture;
        }
        return new Fixture(body, definition);
    }
}
