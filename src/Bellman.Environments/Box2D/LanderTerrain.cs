using Bellman.Core;
using Bellman.Numerics;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The moon's surface: ten segments between eleven smoothed random heights, the middle ones levelled for the helipad.</summary>
internal sealed class LanderTerrain
{
    public const int PointCount = 11;
    private const int Middle = PointCount / 2;

    private readonly double[] _drawn = new double[PointCount + 1];
    private readonly double[] _x = new double[PointCount];
    private readonly double[] _y = new double[PointCount];
    private readonly EdgeShape[] _edges = new EdgeShape[PointCount - 1];
    private readonly EdgeShape _bottom = new(new Vector2D(0, 0), new Vector2D((float)LanderScale.Width, 0));

    public LanderTerrain()
    {
        for (int i = 0; i < PointCount; i++)
        {
            _x[i] = LanderScale.Width / (PointCount - 1) * i;
        }
        for (int i = 0; i < _edges.Length; i++)
        {
            _edges[i] = new EdgeShape(Point(i), Point(i + 1));
        }
    }

    public ReadOnlySpan<double> X => _x;

    public ReadOnlySpan<double> Y => _y;

    public double HelipadLeft => _x[Middle - 1];

    public double HelipadRight => _x[Middle + 1];

    /// <summary>Draws the heights.</summary>
    public void Draw(Pcg64 rng)
    {
        // One more is drawn than there are points: the first point's average reaches round to it.
        for (int i = 0; i < _drawn.Length; i++)
        {
            _drawn[i] = rng.Uniform(0, LanderScale.Height / 2);
        }
        for (int i = Middle - 2; i <= Middle + 2; i++)
        {
            _drawn[i] = LanderScale.HelipadHeight;
        }
        for (int i = 0; i < PointCount; i++)
        {
            double before = _drawn[i > 0 ? i - 1 : PointCount];
            _y[i] = 0.33 * (before + _drawn[i] + _drawn[i + 1]);
        }
    }

    /// <summary>Takes heights drawn before.</summary>
    public void Load(CheckpointReader reader) => reader.Read("terrain", _y);

    /// <summary>Puts the moon into the world.</summary>
    public void Build(World world)
    {
        Body moon = world.CreateBody(new BodyDef());
        moon.CreateFixture(new FixtureDef(_bottom));
        for (int i = 0; i < _edges.Length; i++)
        {
            _edges[i].Set(Point(i), Point(i + 1));
            moon.CreateFixture(new FixtureDef(_edges[i]) { Friction = 0.1f });
        }
    }

    private Vector2D Point(int index) => new((float)_x[index], (float)_y[index]);
}
