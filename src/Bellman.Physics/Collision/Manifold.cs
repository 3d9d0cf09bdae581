using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>
/// Where two shapes touch: up to two points against a reference side of one of them, in the shapes' own frames, so that
/// the manifold stays valid while the bodies move a little.
/// </summary>
internal struct Manifold
{
    /// <summary>The contact points, in the frame of the shape that does not own the reference side.</summary>
    public TwoPoints Points;

    /// <summary>The normal of the reference side, in its shape's frame.</summary>
    public Vector2D LocalNormal;

    /// <summary>A point of the reference side, in its shape's frame.</summary>
    public Vector2D LocalPoint;

    /// <summary>Whether the reference side belongs to shape B.</summary>
    public bool ReferenceIsB;

    /// <summary>The number of points, 0 where the shapes do not touch.</summary>
    public int Count;

    /// <summary>A contact point, with the impulses that start the solver in the next step.</summary>
    internal struct Point
    {
        public Vector2D Local;
        public float NormalImpulse;
        public float TangentImpulse;
        public ContactFeature Feature;
    }

    /// <summary>Room for two contact points.</summary>
    [InlineArray(2)]
    internal struct TwoPoints
    {
        private Point _first;
    }
}
