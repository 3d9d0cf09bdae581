namespace Bellman.Physics;

/// <summary>The mass of a shape.</summary>
/// <param name="Mass">Mass in kilograms.</param>
/// <param name="Center">Centre of mass in the body's frame.</param>
/// <param name="Inertia">Moment of inertia about the body's origin.</param>
internal readonly record struct MassData(float Mass, Vector2D Center, float Inertia);
