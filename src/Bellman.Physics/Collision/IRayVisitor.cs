namespace Bellman.Physics;

/// <summary>Looks at the leaves of a <see cref="BoundsTree"/> that a ray may meet.</summary>
internal interface IRayVisitor
{
    /// <summary>The ray may meet a leaf.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="reach">The fraction at which the ray ends.</param>
    /// <returns>The fraction at which the ray ends from now on: 0 to stop, negative to leave it as it is.</returns>
    float Visit(int leaf, float reach);
}
