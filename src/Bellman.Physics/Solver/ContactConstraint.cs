using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>A contact while its island is solved.</summary>
internal struct ContactConstraint
{
    public Contact Contact;
    public int IndexA;
    public int IndexB;

    /// <summary>Points that the velocity solver treats: one of two is left out where both say nearly the same.</summary>
    public int PointCount;
    public Vector2D Normal;
    public float Friction;
    public TwoPoints Points;

    /// <summary>Relative normal velocity at each point per unit impulse at each point.</summary>
    public Matrix22 Response;
    public Matrix22 InverseResponse;

    /// <summary>A contact point: its arms from the bodies' centres, its effective masses and the impulses so far.</summary>
    internal struct Point
    {
        public Vector2D ArmA;
        public Vector2D ArmB;
        public float NormalImpulse;
        public float TangentImpulse;
        public float NormalMass;
        public float TangentMass;

        /// <summary>The normal velocity that a bounce gives.</summary>
        public float BounceVelocity;
    }

    /// <summary>Room for two points.</summary>
    [InlineArray(2)]
    internal struct TwoPoints
    {
        private Point _first;
    }
}
