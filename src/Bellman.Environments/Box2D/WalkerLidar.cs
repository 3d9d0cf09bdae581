using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>Ten rays from the hull's origin, from straight down to 1.35 radians forwards: how far each goes before it meets the ground.</summary>
internal sealed class WalkerLidar
{
    public const int RayCount = 10;

    private const double Range = 160 / WalkerScale.PixelsPerMetre;

    private readonly double[] _across = new double[RayCount];
    private readonly double[] _down = new double[RayCount];

    public WalkerLidar()
    {
        for (int i = 0; i < RayCount; i++)
        {
            _across[i] = Math.Sin(1.5 * i / 10.0) * Range;
            _down[i] = Math.Cos(1.5 * i / 10.0) * Range;
        }
    }

    /// <summary>Where a ray that meets nothing ends, from its beginning, in metres.</summary>
    public System.Numerics.Vector2 Reach(int ray) => new((float)_across[ray], -(float)_down[ray]);

    /// <summary>Measures from a point.</summary>
    /// <param name="world">The world.</param>
    /// <param name="from">The point.</param>
    /// <param name="fractions">Where the share of the range that each ray goes is written, 1 where it meets nothing.</param>
    public void Measure(World world, Vector2D from, Span<float> fractions)
    {
        for (int i = 0; i < RayCount; i++)
        {
            var nearest = new NearestGround { Fraction = 1f };
            world.RayCast(from, new Vector2D((float)(from.X + _across[i]), (float)(from.Y - _down[i])), ref nearest);
            fractions[i] = nearest.Fraction;
        }
    }

    private struct NearestGround : IRayCastCallback
    {
        public float Fraction;

        public float Report(Fixture fixture, Vector2D point, Vector2D normal, float fraction)
        {
            if ((fixture.Category & WalkerTerrain.Category) == 0)
            {
                return -1f;
            }
            Fraction = fraction;
            return fraction;
        }
    }
}
