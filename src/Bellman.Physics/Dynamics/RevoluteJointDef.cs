namespace Bellman.Physics;

/// <summary>What a revolute joint, a pin through two bodies, is made from.</summary>
public readonly record struct RevoluteJointDef
{
    /// <summary>The definition of a free joint at the origins of two bodies.</summary>
    /// <param name="bodyA">The first body.</param>
    /// <param name="bodyB">The second body, whose angle relative to the first is the joint's.</param>
    public RevoluteJointDef(Body bodyA, Body bodyB)
    {
        ArgumentNullException.ThrowIfNull(bodyA);
        ArgumentNullException.ThrowIfNull(bodyB);
        BodyA = bodyA;
        BodyB = bodyB;
    }

    /// <summary>The first body.</summary>
    public Body BodyA { get; }

    /// <summary>The second body.</summary>
    public Body BodyB { get; }

    /// <summary>The pin in the frame of the first body. Default: (0, 0).</summary>
    public Vector2D LocalAnchorA { get; init; }

    /// <summary>The pin in the frame of the second body. Default: (0, 0).</summary>
    public Vector2D LocalAnchorB { get; init; }

    /// <summary>The second body's angle less the first's at which the joint's angle is 0, in radians. Default: 0.</summary>
    public float ReferenceAngle { get; init; }

    /// <summary>Whether the angle is kept between <see cref="LowerAngle"/> and <see cref="UpperAngle"/>. Default: false.</summary>
    public bool EnableLimit { get; init; }

    /// <summary>The smallest angle, in radians. Default: 0.</summary>
    public float LowerAngle { get; init; }

    /// <summary>The largest angle, in radians, at least <see cref="LowerAngle"/>. Default: 0.</summary>
    public float UpperAngle { get; init; }

    /// <summary>Whether the motor runs. Default: false.</summary>
    public bool EnableMotor { get; init; }

    /// <summary>The angular velocity that the motor seeks, in radians per second. Default: 0.</summary>
    public float MotorSpeed { get; init; }

    /// <summary>The largest torque of the motor, in newton metres, at least 0. Default: 0.</summary>
    public float MaxMotorTorque { get; init; }

    /// <summary>Whether the two bodies collide with each other. Default: false.</summary>
    public bool CollideConnected { get; init; }
}
