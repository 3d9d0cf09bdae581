namespace Bellman.Physics;

/// <summary>
/// Bodies that touch or are joined, solved together: velocities by sequential impulses, then positions. The order of
/// bodies, contacts and joints is the order in which they were found, and the result depends on it.
/// </summary>
internal sealed class Island
{
    private readonly ContactSolver _contactSolver = new();
    private Body[] _bodies = new Body[8];
    private Contact[] _contacts = new Contact[8];
    private RevoluteJoint[] _joints = new RevoluteJoint[8];
    private SolverBody[] _states = new SolverBody[8];
    private RevoluteConstraint[] _constraints = new RevoluteConstraint[8];
    private int _bodyCount;
    private int _contactCount;
    private int _jointCount;

    public ReadOnlySpan<Body> Bodies => _bodies.AsSpan(0, _bodyCount);

    public int ContactCount => _contactCount;

    /// <summary>The bodies as they are solved.</summary>
    public Span<SolverBody> States => _states.AsSpan(0, _bodyCount);

    /// <summary>The joints as they are solved.</summary>
    public Span<RevoluteConstraint> Joints => _constraints.AsSpan(0, _jointCount);

    /// <summary>The contacts as they are solved.</summary>
    public Span<ContactConstraint> Contacts => _contactSolver.Constraints;

    public void Clear()
    {
        _bodyCount = 0;
        _contactCount = 0;
        _jointCount = 0;
    }

    public void Add(Body body)
    {
        if (_bodyCount == _bodies.Length)
        {
            Array.Resize(ref _bodies, 2 * _bodyCount);
            Array.Resize(ref _states, 2 * _bodyCount);
        }
        body.IslandIndex = _bodyCount;
        _bodies[_bodyCount++] = body;
    }

    public void Add(Contact contact)
    {
        if (_contactCount == _contacts.Length)
        {
            Array.Resize(ref _contacts, 2 * _contactCount);
        }
        _contacts[_contactCount++] = contact;
    }

    public void Add(RevoluteJoint joint)
    {
        if (_jointCount == _joints.Length)
        {
            Array.Resize(ref _joints, 2 * _jointCount);
            Array.Resize(ref _constraints, 2 * _jointCount);
        }
        _joints[_jointCount++] = joint;
    }

    /// <summary>Moves the island's bodies by one step, and lets them sleep where all have rested long enough.</summary>
    public void Solve(in TimeStep step, Vector2D gravity)
    {
        Prepare(step, gravity);
        SolveVelocities(step.VelocityIterations);
        Finish(step);
    }

    /// <summary>The first part of <see cref="Solve"/>: all up to the iterations over the velocities.</summary>
    public void Prepare(in TimeStep step, Vector2D gravity)
    {
        IntegrateForces(step.Duration, gravity);
        _contactSolver.Take(_contacts.AsSpan(0, _contactCount), step.Ratio);
        _contactSolver.Prepare(States);
        _contactSolver.WarmStart(States);
        for (int i = 0; i < _jointCount; i++)
        {
            _constraints[i].Prepare(_joints[i], States, step);
        }
    }

    /// <summary>The last part: all behind them.</summary>
    public void Finish(in TimeStep step)
    {
        _contactSolver.StoreImpulses();
        foreach (ref RevoluteConstraint joint in Joints)
        {
            joint.StoreImpulses();
        }
        foreach (ref SolverBody state in States)
        {
            state.Integrate(step.Duration);
        }
        bool solved = SolvePositions(step.PositionIterations);
        CopyBack();
        UpdateSleep(Bodies, step.Duration, solved);
    }

    /// <summary>Solves an impact: the bodies stand where two of them touch, and the rest of the step lies ahead.</summary>
    public void SolveImpact(in TimeStep step, Body first, Body second)
    {
        for (int i = 0; i < _bodyCount; i++)
        {
            Take(_bodies[i], ref _states[i]);
        }
        _contactSolver.Take(_contacts.AsSpan(0, _contactCount), impulseScale: 0f);
        for (int i = 0; i < step.PositionIterations; i++)
        {
            if (_contactSolver.SolveImpactPositions(States, first.IslandIndex, second.IslandIndex))
            {
                break;
            }
        }
        first.Sweep.StartCenter = _states[first.IslandIndex].Center;
        first.Sweep.StartAngle = _states[first.IslandIndex].Angle;
        second.Sweep.StartCenter = _states[second.IslandIndex].Center;
        second.Sweep.StartAngle = _states[second.IslandIndex].Angle;

        // No stored impulses here: the ordinary solver has applied them already, and impacts' own are too large to keep.
        _contactSolver.Prepare(States);
        _contactSolver.SolveVelocities(States, step.VelocityIterations);
        foreach (ref SolverBody state in States)
        {
            state.Integrate(step.Duration);
        }
        CopyBack();
    }

    /// <summary>Lets bodies sleep where all have rested long enough.</summary>
    public static void UpdateSleep(ReadOnlySpan<Body> bodies, float duration, bool solved)
    {
        const float slow = Tuning.SleepLinearTolerance * Tuning.SleepLinearTolerance;
        const float slowSpin = Tuning.SleepAngularTolerance * Tuning.SleepAngularTolerance;
        float least = float.MaxValue;
        foreach (Body body in bodies)
        {
            if (body.Type == BodyType.Static)
            {
                continue;
            }
            if (!body.AllowSleep || body.Spin * body.Spin > slowSpin || Vector2D.Dot(body.Velocity, body.Velocity) > slow)
            {
                body.SleepTime = 0f;
                least = 0f;
            }
            else
            {
                body.SleepTime += duration;
                least = least < body.SleepTime ? least : body.SleepTime;
            }
        }
        if (least >= Tuning.TimeToSleep && solved)
        {
            foreach (Body body in bodies)
            {
                body.IsAwake = false;
            }
        }
    }

    private static void Take(Body body, ref SolverBody state)
    {
        state.Center = body.Sweep.Center;
        state.Angle = body.Sweep.Angle;
        state.Velocity = body.Velocity;
        state.Spin = body.Spin;
        state.InverseMass = body.InverseMass;
        state.InverseInertia = body.InverseInertia;
        state.LocalCenter = body.Sweep.LocalCenter;
    }

    /// <summary>Semi-implicit Euler: velocities from forces here, positions from the solved velocities later.</summary>
    private void IntegrateForces(float duration, Vector2D gravity)
    {
        for (int i = 0; i < _bodyCount; i++)
        {
            Body body = _bodies[i];
            ref SolverBody state = ref _states[i];
            Take(body, ref state);
            body.Sweep.StartCenter = body.Sweep.Center;
            body.Sweep.StartAngle = body.Sweep.Angle;
            if (body.Type == BodyType.Dynamic)
            {
                state.Velocity += duration * (gravity + body.InverseMass * body.Force);
                state.Spin += duration * body.InverseInertia * body.Torque;
                state.Velocity = Math.Clamp(1f - duration * body.LinearDamping, 0f, 1f) * state.Velocity;
                state.Spin *= Math.Clamp(1f - duration * body.AngularDamping, 0f, 1f);
            }
        }
    }

    /// <summary>The second part: the iterations over the velocities.</summary>
    public void SolveVelocities(int iterations)
    {
        if (IsGrounded())
        {
            if (IsFork())
            {
                ForkSolver.Solve(_constraints, _contactSolver, _states, iterations);
                return;
            }
            if (_bodyCount <= GroundedSolver.MaxBodies)
            {
                GroundedSolver.Solve(Joints, _contactSolver, States, iterations);
                return;
            }
        }
        for (int i = 0; i < iterations; i++)
        {
            foreach (ref RevoluteConstraint joint in Joints)
            {
                ref SolverBody a = ref _states[joint.IndexA];
                ref SolverBody b = ref _states[joint.IndexB];
                Motion motionA = a.Motion;
                Motion motionB = b.Motion;
                joint.SolveVelocity(ref motionA, ref motionB);
                a.Motion = motionA;
                b.Motion = motionB;
            }
            _contactSolver.SolveVelocities(States);
        }
    }

    /// <summary>Whether two bodies are pinned to a third.</summary>
    private bool IsFork() => _jointCount == 2 && _constraints[0].IndexA == _constraints[1].IndexA && _constraints[0].IndexB != _constraints[1].IndexB;

    /// <summary>Whether all contacts are with ground that stands still.</summary>
    public bool IsGrounded()
    {
        foreach (Contact contact in _contacts.AsSpan(0, _contactCount))
        {
            Body ground = contact.FixtureA.Body;
            if (ground.Type != BodyType.Static || ground.Velocity != Vector2D.Zero || ground.Spin != 0f)
            {
                return false;
            }
        }
        return true;
    }

    private bool SolvePositions(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            bool solved = _contactSolver.SolvePositions(States);
            foreach (ref RevoluteConstraint joint in Joints)
            {
                solved &= joint.SolvePosition(ref _states[joint.IndexA], ref _states[joint.IndexB]);
            }
            if (solved)
            {
                return true;
            }
        }
        return false;
    }

    private void CopyBack()
    {
        for (int i = 0; i < _bodyCount; i++)
        {
            Body body = _bodies[i];
            ref SolverBody state = ref _states[i];
            body.Sweep.Center = state.Center;
            body.Sweep.Angle = state.Angle;
            body.Velocity = state.Velocity;
            body.Spin = state.Spin;
            body.SynchronizeFrame();
        }
    }
}
