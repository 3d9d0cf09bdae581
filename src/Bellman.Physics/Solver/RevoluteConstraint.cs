using System.Runtime.CompilerServices;

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
    public float MassA;
    public float MassB;
    public float InertiaA;
    public float InertiaB;

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

        MassA = a.InverseMass;
        MassB = b.InverseMass;
        InertiaA = a.InverseInertia;
        InertiaB = b.InverseInertia;
        a.Velocity -= MassA * PinImpulse;
        a.Spin -= InertiaA * (Vector2D.Cross(ArmA, PinImpulse) + MotorImpulse + LimitImpulse);
        b.Velocity += MassB * PinImpulse;
        b.Spin += InertiaB * (Vector2D.Cross(ArmB, PinImpulse) + MotorImpulse + LimitImpulse);
    }

    /// <summary>One iteration over the velocities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SolveVelocity(ref Motion a, ref Motion b) => SolveVelocity(ref a, ref b, out _, out _, out _);

    /// <summary>One iteration over the velocities.</summary>
    /// <param name="a">Motion of body A.</param>
    /// <param name="b">Motion of body B.</param>
    /// <param name="pinX">The impulse of the pin in this iteration, horizontally.</param>
    /// <param name="pinY">The impulse of the pin in this iteration, vertically.</param>
    /// <param name="limit">The impulse of the limit in this iteration.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SolveVelocity(ref Motion a, ref Motion b, out float pinX, out float pinY, out float limit)
    {
        if (HasMotor)
        {
            SolveMotor(ref a, ref b);
        }
        float driftX = b.X - b.Spin * ArmB.Y - a.X + a.Spin * ArmA.Y;
        float driftY = b.Y + b.Spin * ArmB.X - a.Y - a.Spin * ArmA.X;
        limit = 0f;
        if (LimitState == LimitState.Inactive)
        {
            pinX = -PinScale * (YY * driftX - XY * driftY);
            pinY = -PinScale * (XX * driftY - XY * driftX);
        }
        else
        {
            SolveLimit(driftX, driftY, b.Spin - a.Spin, out pinX, out pinY, out limit);
        }
        PinImpulse = new Vector2D(PinImpulse.X + pinX, PinImpulse.Y + pinY);
        a.X -= MassA * pinX;
        a.Y -= MassA * pinY;
        a.Spin -= InertiaA * (ArmA.X * pinY - ArmA.Y * pinX + limit);
        b.X += MassB * pinX;
        b.Y += MassB * pinY;
        b.Spin += InertiaB * (ArmB.X * pinY - ArmB.Y * pinX + limit);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SolveMotor(ref Motion a, ref Motion b)
    {
        float former = MotorImpulse;
        float wanted = former - MotorMass * (b.Spin - a.Spin - MotorSpeed);

        // Branches, not minimum and maximum: behind a predicted branch a motor at its bound depends on nothing that was
        // computed before, and so drops out of the chain of operations that the processor waits for.
        float reduced = wanted < MaxMotorImpulse ? wanted : MaxMotorImpulse;
        float bounded = -MaxMotorImpulse > reduced ? -MaxMotorImpulse : reduced;
        float impulse = bounded - former;
        MotorImpulse = bounded;
        a.Spin -= InertiaA * impulse;
        b.Spin += InertiaB * impulse;
    }

    /// <summary>The impulses that stop the drift of the pin and the turning beyond the limit, which can only push.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SolveLimit(float driftX, float driftY, float turning, out float pinX, out float pinY, out float limit)
    {
        pinX = -FullScale * (driftX * CrossX + driftY * CrossY + turning * CrossZ);
        pinY = -FullScale
            * (XX * (driftY * ZZ - turning * YZ) + XY * (turning * XZ - driftX * ZZ) + XZ * (driftX * YZ - driftY * XZ));
        limit = -FullScale
            * (XX * (YY * turning - YZ * driftY) + XY * (YZ * driftX - XY * turning) + XZ * (XY * driftY - YY * driftX));
        float sum = LimitImpulse + limit;
        if (LimitState == LimitState.AtLower ? sum < 0f : LimitState == LimitState.AtUpper && sum > 0f)
        {
            float rightX = LimitImpulse * XZ - driftX;
            float rightY = LimitImpulse * YZ - driftY;
            pinX = PinScale * (YY * rightX - XY * rightY);
            pinY = PinScale * (XX * rightY - XY * rightX);
            limit = -LimitImpulse;
            sum = 0f;
        }
        LimitImpulse = sum;
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
