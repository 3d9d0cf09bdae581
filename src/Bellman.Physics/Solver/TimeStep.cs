namespace Bellman.Physics;

/// <summary>What the solvers need to know of a step.</summary>
/// <param name="Duration">Duration in seconds.</param>
/// <param name="Ratio">This step's duration over the last one's (0 in the first), by which stored impulses are scaled.</param>
/// <param name="VelocityIterations">Iterations of the velocity solver.</param>
/// <param name="PositionIterations">The most iterations of the position solver.</param>
internal readonly record struct TimeStep(float Duration, float Ratio, int VelocityIterations, int PositionIterations);
