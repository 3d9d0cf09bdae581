namespace Bellman.Physics;

/// <summary>A body's velocities as separate numbers, which the solver's inner loop keeps in registers.</summary>
internal struct Motion
{
    public float X;
    public float Y;
    public float Spin;
}
