namespace Bellman.Physics;

/// <summary>What does not change about one joint of a fork: its arms from the centres of mass at no angle, and its limits.</summary>
internal sealed record ForkHinge(Vector2D ArmA, Vector2D ArmB, float ReferenceAngle, float LowerAngle, float UpperAngle)
{
    /// <summary>Reads a joint, or null where lanes cannot solve it: it needs a motor and limits that are apart.</summary>
    public static ForkHinge? Of(RevoluteJoint joint) => IsPlain(joint)
        ? new ForkHinge(FromCenter(joint.BodyA, joint.LocalAnchorA), FromCenter(joint.BodyB, joint.LocalAnchorB),
            joint.ReferenceAngle, joint.LowerAngle, joint.UpperAngle)
        : null;

    /// <summary>Whether a joint is still what was read.</summary>
    public bool Fits(RevoluteJoint joint) =>
        IsPlain(joint) && FromCenter(joint.BodyA, joint.LocalAnchorA) == ArmA && FromCenter(joint.BodyB, joint.LocalAnchorB) == ArmB
        && joint.ReferenceAngle == ReferenceAngle && joint.LowerAngle == LowerAngle && joint.UpperAngle == UpperAngle;

    private static Vector2D FromCenter(Body body, Vector2D anchor) => anchor - body.Sweep.LocalCenter;

    private static bool IsPlain(RevoluteJoint joint) =>
        joint.EnableMotor && joint.EnableLimit && !(MathF.Abs(joint.UpperAngle - joint.LowerAngle) < 2f * Tuning.AngularSlop);
}
