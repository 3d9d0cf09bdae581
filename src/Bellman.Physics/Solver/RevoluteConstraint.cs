namespace Bellman.Physics;

/// <summary>
/// A revolute joint while its island is solved.
/// <para>
/// The pin holds two points together, <c>C = cB + rB - cA - rA = 0</c>, so their velocities must agree:
/// <c>C' = vB + wB x rB - vA - wA x rA = 0</c>. At a limit the angle must not go on, <c>wB - wA = 0</c>, a third row. With
/// m and i the inverse masses and inertias, impulses (P, L) change those velocities by the symmetric matrix
/// <code>
///     K = | mA + mB + iA rAy^2 + iB rBy^2   -iA rAx rAy - iB rBx rBy        -iA rAy - iB rBy |
///         |                                  mA + mB + iA rAx^2 + iB rBx^2   iA rAx + iB rBx |
///         |                                                                  iA + iB         |
/// </code>
/// which Cramer's rule solves. A lower limit can only push, so its summed impulse must not be negative; where it would
/// be, it is taken back to zero and the pin's two rows are solved alone. The motor comes first, on its own:
/// <c>wB - wA = speed</c> with a bounded summed impulse.
/// </para>
/// All that does not change while the velocities are solved is computed once, reciprocal determinants included.
/// </summary>
internal struct RevoluteConstraint
{
    public RevoluteJoint Joint;
    public int IndexA;
    public int IndexB;
    public Vector2D ArmA;
    public Vector2D ArmB;

    // The matrix K, its upper two rows' reciprocal determinant, its own, and its second column times its third.
    public float XX;
    public float XY;
    public float XZ;
    public float YY;
    public float YZ;
    public float ZZ;
    public float PinScale;
    public float FullScale;
    public float CrossX;
    public float CrossY;
    public float CrossZ;

    public bool HasMotor;
    public float MotorMass;
    public float MotorSpeed;
    public float MaxMotorImpulse;
    public LimitState LimitState;

    public Vector2D PinImpulse;
    public float LimitImpulse;
    public float MotorImpulse;

    /// <summary>Prepares a joint where its bodies are now, and applies the impulses that it starts with.</summary>
    public void Prepare(RevoluteJoint joint, Span<SolverBody> bodies, in TimeStep step)
    {
        Joint = joint;
        IndexA = joint.BodyA.IslandIndex;
        IndexB = joint.BodyB.IslandIndex;
        ref SolverBody a = ref bodies[IndexA];
        ref SolverBody b = ref bodies[IndexB];
        ArmA = Rotation.FromAngle(a.Angle).Apply(joint.LocalAnchorA - a.LocalCenter);
        ArmB = Rotation.FromAngle(b.Angle).Apply(joint.LocalAnchorB - b.LocalCenter);
        PrepareMatrix(a, b);

        bool turns = ZZ != 0f;
        MotorMass = ZZ > 0f ? 1f / ZZ : ZZ;
        MotorSpeed = joint.MotorSpeed;
        MaxMotorImpulse = step.Duration * joint.MaxMotorTorque;
        PinImpulse = step.Ratio * joint.PinImpulse;
        MotorImpulse = joint.EnableMotor && turns ? step.Ratio * joint.MotorImpulse : 0f;
        LimitState = joint.EnableLimit && turns ? FindLimitState(joint, b.Angle - a.Angle - joint.ReferenceAngle) : LimitState.Inactive;
        bool staysAtLimit = LimitState == LimitState.Equal || (LimitState != LimitState.Inactive && LimitState == joint.LimitState);
        LimitImpulse = staysAtLimit ? step.Ratio * joint.LimitImpulse : 0f;
        HasMotor = joint.EnableMotor && turns && LimitState != LimitState.Equal;

        a.Velocity -= a.InverseMass * PinImpulse;
        a.Spin -= a.InverseInertia * (Vector2D.Cross(ArmA, PinImpulse) + MotorImpulse + LimitImpulse);
        b.Velocity += b.InverseMass * PinImpulse;
        b.Spin += b.InverseInertia * (Vector2D.Cross(ArmB, PinImpulse) + MotorImpulse + LimitImpulse);
    }

    /// <summary>One iteration over the velocities.</summary>
    public void SolveVelocity(ref SolverBody a, ref SolverBody b)
    {
        if (HasMotor)
        {
            SolveMotor(ref a, ref b);
        }
        Vector2D drift = b.Velocity + Vector2D.Cross(b.Spin, ArmB) - a.Velocity - Vector2D.Cross(a.Spin, ArmA);
        if (LimitState == LimitState.Inactive)
        {
            Vector2D impulse = SolvePin(-drift);
            PinImpulse += impulse;
            Apply(impulse, 0f, ref a, ref b);
            return;
        }

        float turning = b.Spin - a.Spin;
        Vector2D pin = -FullScale * new Vector2D(
            drift.X * CrossX + drift.Y * CrossY + turning * CrossZ,
            XX * (drift.Y * ZZ - turning * YZ) + XY * (turning * XZ - drift.X * ZZ) + XZ * (drift.X * YZ - drift.Y * XZ));
        float limit = -FullScale
            * (XX * (YY * turning - YZ * drift.Y) + XY * (YZ * drift.X - XY * turning) + XZ * (XY * drift.Y - YY * drift.X));
        float sum = LimitImpulse + limit;
        bool pulls = LimitState switch
        {
            LimitState.AtLower => sum < 0f,
            LimitState.AtUpper => sum > 0f,
            _ => false,
        };
        if (pulls)
        {
            pin = SolvePin(-drift + LimitImpulse * new Vector2D(XZ, YZ));
            limit = -LimitImpulse;
            LimitImpulse = 0f;
        }
        else
        {
            LimitImpulse = sum;
        }
        PinImpulse += pin;
        Apply(pin, limit, ref a, ref b);
    }

    /// <summary>Turns the bodies back into the limits and moves the pin together, one iteration.</summary>
    /// <returns>Whether no error is worth correcting any more.</returns>
    public readonly bool SolvePosition(ref SolverBody a, ref SolverBody b)
    {
        float angularError = SolveAngle(ref a, ref b);
        Vector2D armA = Rotation.FromAngle(a.Angle).Apply(Joint.LocalAnchorA - a.LocalCenter);
        Vector2D armB = Rotation.FromAngle(b.Angle).Apply(Joint.LocalAnchorB - b.LocalCenter);
        Vector2D error = b.Center + armB - a.Center - armA;

        float masses = a.InverseMass + b.InverseMass;
        float mixed = -a.InverseInertia * armA.X * armA.Y - b.InverseInertia * armB.X * armB.Y;
        var response = new Matrix22(
            masses + a.InverseInertia * armA.Y * armA.Y + b.InverseInertia * armB.Y * armB.Y,
            mixed,
            mixed,
            masses + a.InverseInertia * armA.X * armA.X + b.InverseInertia * armB.X * armB.X);
        Vector2D impulse = -response.Solve(error);
        a.Center -= a.InverseMass * impulse;
        a.Angle -= a.InverseInertia * Vector2D.Cross(armA, impulse);
        b.Center += b.InverseMass * impulse;
        b.Angle += b.InverseInertia * Vector2D.Cross(armB, impulse);
        return error.Length <= Tuning.LinearSlop && angularError <= Tuning.AngularSlop;
    }

    /// <summary>Stores the impulses in the joint, for the next step to start from.</summary>
    public readonly void StoreImpulses()
    {
        Joint.PinImpulse = PinImpulse;
        Joint.LimitImpulse = LimitImpulse;
        Joint.MotorImpulse = MotorImpulse;
        Joint.LimitState = LimitState;
    }

    private static LimitState FindLimitState(RevoluteJoint joint, float angle)
    {
        if (MathF.Abs(joint.UpperAngle - joint.LowerAngle) < 2f * Tuning.AngularSlop)
        {
            return LimitState.Equal;
        }
        return angle <= joint.LowerAngle ? LimitState.AtLower
            : angle >= joint.UpperAngle ? LimitState.AtUpper
            : LimitState.Inactive;
    }

    private void PrepareMatrix(in SolverBody a, in SolverBody b)
    {
        float masses = a.InverseMass + b.InverseMass;
        XX = masses + ArmA.Y * ArmA.Y * a.InverseInertia + ArmB.Y * ArmB.Y * b.InverseInertia;
        XY = -ArmA.Y * ArmA.X * a.InverseInertia - ArmB.Y * ArmB.X * b.InverseInertia;
        XZ = -ArmA.Y * a.InverseInertia - ArmB.Y * b.InverseInertia;
        YY = masses + ArmA.X * ArmA.X * a.InverseInertia + ArmB.X * ArmB.X * b.InverseInertia;
        YZ = ArmA.X * a.InverseInertia + ArmB.X * b.InverseInertia;
        ZZ = a.InverseInertia + b.InverseInertia;

        CrossX = YY * ZZ - YZ * YZ;
        CrossY = YZ * XZ - XY * ZZ;
        CrossZ = XY * YZ - YY * XZ;
        float full = XX * CrossX + XY * CrossY + XZ * CrossZ;
        FullScale = full != 0f ? 1f / full : full;
        float pin = XX * YY - XY * XY;
        PinScale = pin != 0f ? 1f / pin : pin;
    }

    private readonly Vector2D SolvePin(Vector2D right) =>
        new(PinScale * (YY * right.X - XY * right.Y), PinScale * (XX * right.Y - XY * right.X));

    private void SolveMotor(ref SolverBody a, ref SolverBody b)
    {
        float former = MotorImpulse;
        float wanted = former + -MotorMass * (b.Spin - a.Spin - MotorSpeed);
        float reduced = wanted < MaxMotorImpulse ? wanted : MaxMotorImpulse;
        MotorImpulse = -MaxMotorImpulse > reduced ? -MaxMotorImpulse : reduced;
        float impulse = MotorImpulse - former;
        a.Spin -= a.InverseInertia * impulse;
        b.Spin += b.InverseInertia * impulse;
    }

    private readonly void Apply(Vector2D pin, float limit, ref SolverBody a, ref SolverBody b)
    {
        a.Velocity -= a.InverseMass * pin;
        a.Spin -= a.InverseInertia * (Vector2D.Cross(ArmA, pin) + limit);
        b.Velocity += b.InverseMass * pin;
        b.Spin += b.InverseInertia * (Vector2D.Cross(ArmB, pin) + limit);
    }

    private readonly float SolveAngle(ref SolverBody a, ref SolverBody b)
    {
        if (LimitState == LimitState.Inactive)
        {
            return 0f;
        }
        float angle = b.Angle - a.Angle - Joint.ReferenceAngle;
        float error;
        float correction;
        switch (LimitState)
        {
            case LimitState.AtLower:
                error = -(angle - Joint.LowerAngle);
                correction = Math.Clamp(angle - Joint.LowerAngle + Tuning.AngularSlop, -Tuning.MaxAngularCorrection, 0f);
                break;
            case LimitState.AtUpper:
                error = angle - Joint.UpperAngle;
                correction = Math.Clamp(error - Tuning.AngularSlop, 0f, Tuning.MaxAngularCorrection);
                break;
            default:
                correction = Math.Clamp(angle - Joint.LowerAngle, -Tuning.MaxAngularCorrection, Tuning.MaxAngularCorrection);
                error = MathF.Abs(correction);
                break;
        }
        float impulse = -MotorMass * correction;
        a.Angle -= a.InverseInertia * impulse;
        b.Angle += b.InverseInertia * impulse;
        return error;
    }
}
