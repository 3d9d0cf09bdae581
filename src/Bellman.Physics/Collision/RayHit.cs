namespace Bellman.Physics;

/// <summary>Where a ray meets a shape.</summary>
/// <param name="Fraction">How far along the ray, from 0 to 1.</param>
/// <param name="Normal">The surface's normal there, in world coordinates.</param>
internal readonly record struct RayHit(float Fraction, Vector2D Normal);
