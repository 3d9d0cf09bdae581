using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>The corners that were closest last time, from which the next distance query starts.</summary>
internal struct SimplexCache
{
    public float Metric;
    public int Count;
    public Indices IndexA;
    public Indices IndexB;

    /// <summary>Room for the corners of a simplex.</summary>
    [InlineArray(3)]
    internal struct Indices
    {
        private int _first;
    }
}
