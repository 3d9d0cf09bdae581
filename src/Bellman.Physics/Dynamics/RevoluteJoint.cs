namespace Bellman.Physics;

/// <summary>A pin through two bodies, with an optional motor and optional limits of the angle.</summary>
public sealed class RevoluteJoint
{
    internal readonly JointEdge EdgeA;
    internal readonly JointEdge EdgeB;
    internal RevoluteJoint? Next;
    internal bool IsInIsland;

    // Impulses of the last step, from which the solver starts, and the state of the limit.
    internal Vector2D PinImpulse;
    internal float LimitImpulse;
    internal float MotorImpulse;
    internal LimitState LimitState;

    private float _motorSpeed;
    private float _maxMotorTorque;

    internal RevoluteJoint(in RevoluteJointDef definition)
    {
        EdgeA = new JointEdge(this);
        EdgeB = new JointEdge(this);
        BodyA = definition.BodyA;
        BodyB = definition.BodyB;
        Reuse(definition);
    }

    /// <summary>The first body.</summary>
    public Body BodyA { get; private set; }

    /// <summary>The second body.</summary>
    public Body BodyB { get; private set; }

    /// <summary>The pin in the frame of the first body.</summary>
    public Vector2D LocalAnchorA { get; private set; }

    /// <summary>The pin in the frame of the second body.</summary>
    public Vector2D LocalAnchorB { get; private set; }

    /// <summary>The second body's angle less the first's at which the joint's angle is 0, in radians.</summary>
    public float ReferenceAngle { get; private set; }

    /// <summary>Whether the angle is limited.</summary>
    public bool EnableLimit { get; private set; }

    /// <summary>The smallest angle, in radians.</summary>
    public float LowerAngle { get; private set; }

    /// <summary>The largest angle, in radians.</summary>
    public float UpperAngle { get; private set; }

    /// <summary>Whether the motor runs.</summary>
    public bool EnableMotor { get; private set; }

    /// <summary>The angular velocity that the motor seeks, in radians per second. Setting it wakes the bodies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public float MotorSpeed
    {
        get => _motorSpeed;
        set
        {
            Requires.Finite(value, nameof(value), nameof(MotorSpeed));
            WakeBodies();
            _motorSpeed = value;
        }
    }

    /// <summary>The largest torque of the motor, in newton metres. Setting it wakes the bodies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float MaxMotorTorque
    {
        get => _maxMotorTorque;
        set
        {
            Requires.NotNegative(value, nameof(value), nameof(MaxMotorTorque));
            WakeBodies();
            _maxMotorTorque = value;
        }
    }

    /// <summary>Whether the two bodies collide with each other.</summary>
    public bool CollideConnected { get; private set; }

    /// <summary>The joint's angle in radians.</summary>
    public float Angle => BodyB.Sweep.Angle - BodyA.Sweep.Angle - ReferenceAngle;

    /// <summary>The rate of the joint's angle in radians per second.</summary>
    public float Speed => BodyB.Spin - BodyA.Spin;

    /// <summary>Makes the joint anew from a definition.</summary>
    internal void Reuse(in RevoluteJointDef definition)
    {
        BodyA = definition.BodyA;
        BodyB = definition.BodyB;
        LocalAnchorA = definition.LocalAnchorA;
        LocalAnchorB = definition.LocalAnchorB;
        ReferenceAngle = definition.ReferenceAngle;
        EnableLimit = definition.EnableLimit;
        LowerAngle = definition.LowerAngle;
        UpperAngle = definition.UpperAngle;
        EnableMotor = definition.EnableMotor;
        _motorSpeed = definition.MotorSpeed;
        _maxMotorTorque = definition.MaxMotorTorque;
        CollideConnected = definition.CollideConnected;
        PinImpulse = Vector2D.Zero;
        LimitImpulse = 0f;
        MotorImpulse = 0f;
        LimitState = LimitState.Inactive;
        IsInIsland = false;
    }

    /// <summary>Writes what a step changes.</summary>
    internal void Save(BinaryWriter writer)
    {
        writer.Write(PinImpulse);
        writer.Write(LimitImpulse);
        writer.Write(MotorImpulse);
        writer.Write((byte)LimitState);
        writer.Write(_motorSpeed);
        writer.Write(_maxMotorTorque);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Load(BinaryReader reader)
    {
        PinImpulse = reader.ReadVector();
        LimitImpulse = reader.ReadSingle();
        MotorImpulse = reader.ReadSingle();
        LimitState = (LimitState)reader.ReadByte();
        _motorSpeed = reader.ReadSingle();
        _maxMotorTorque = reader.ReadSingle();
    }

    private void WakeBodies()
    {
        BodyA.IsAwake = true;
        BodyB.IsAwake = true;
    }
}
