namespace Bellman.Physics;

/// <summary>The masses of a shape of forks, and what follows from them and the duration of a step.</summary>
internal readonly struct ForkNumbers(ForkShape shape)
{
    public readonly float TrunkMass = shape.Trunk.InverseMass;
    public readonly float TrunkInertia = shape.Trunk.InverseInertia;
    public readonly JointNumbers First = new(shape.Trunk, shape.Left, shape.First);
    public readonly JointNumbers Second = new(shape.Trunk, shape.Right, shape.Second);

    /// <summary>Those of one joint.</summary>
    internal readonly struct JointNumbers(ForkPart trunk, ForkPart part, ForkHinge hinge)
    {
        public readonly float Mass = part.InverseMass;
        public readonly float Inertia = part.InverseInertia;

        /// <summary>The response of the relative spin, K's last entry.</summary>
        public readonly float ZZ = trunk.InverseInertia + part.InverseInertia;
        public readonly float MotorMass = 1f / (trunk.InverseInertia + part.InverseInertia);
        public readonly Vector2D AnchorA = hinge.ArmA;
        public readonly Vector2D AnchorB = hinge.ArmB;
        public readonly float Reference = hinge.ReferenceAngle;
        public readonly float Lower = hinge.LowerAngle;
        public readonly float Upper = hinge.UpperAngle;
    }
}
