namespace Bellman.Physics;

/// <summary>A manifold in world coordinates.</summary>
internal readonly ref struct WorldManifold
{
    /// <summary>The normal, from shape A to shape B.</summary>
    public readonly Vector2D Normal;

    private readonly ref readonly Manifold _manifold;
    private readonly Transform _referenceFrame;
    private readonly Transform _otherFrame;
    private readonly Vector2D _referenceNormal;
    private readonly Vector2D _planePoint;

    public WorldManifold(ref readonly Manifold manifold, in Transform frameA, in Transform frameB)
    {
        _manifold = ref manifold;
        _referenceFrame = manifold.ReferenceIsB ? frameB : frameA;
        _otherFrame = manifold.ReferenceIsB ? frameA : frameB;
        _referenceNormal = _referenceFrame.Rotation.Apply(manifold.LocalNormal);
        _planePoint = _referenceFrame.Apply(manifold.LocalPoint);
        Normal = manifold.ReferenceIsB ? -_referenceNormal : _referenceNormal;
    }

    /// <summary>The corner that makes a contact point.</summary>
    public Vector2D Corner(int index) => _otherFrame.Apply(_manifold.Points[index].Local);

    /// <summary>How far a corner is outside the reference side, skins left out.</summary>
    public float Separation(Vector2D corner) =>
        Vector2D.Dot(corner - _planePoint, _referenceNormal) - Tuning.SkinRadius - Tuning.SkinRadius;

    /// <summary>The contact point: halfway between the skins' surfaces.</summary>
    public Vector2D Midpoint(int index)
    {
        Vector2D corner = Corner(index);
        Vector2D onReference =
            corner + (Tuning.SkinRadius - Vector2D.Dot(corner - _planePoint, _referenceNormal)) * _referenceNormal;
        Vector2D onOther = corner - Tuning.SkinRadius * _referenceNormal;
        return 0.5f * (onReference + onOther);
    }
}
