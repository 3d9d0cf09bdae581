namespace Bellman.Physics;

/// <summary>Told what a ray meets, in no particular order. Best a structure, which <see cref="World.RayCast"/> calls without indirection.</summary>
public interface IRayCastCallback
{
    /// <summary>The ray meets a fixture.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="point">Where the ray enters it, in world coordinates.</param>
    /// <param name="normal">The surface's normal there, towards where the ray comes from.</param>
    /// <param name="fraction">How far along the ray the point lies, from 0 to 1.</param>
    /// <returns>
    /// Where the ray ends from now on: <paramref name="fraction"/> to look for nearer fixtures only, 0 to look for none,
    /// 1 to see all of them, a negative number to go on as if this fixture were not there.
    /// </returns>
    float Report(Fixture fixture, Vector2D point, Vector2D normal, float fraction);
}
