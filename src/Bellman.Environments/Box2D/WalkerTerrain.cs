using Bellman.Core;
using Bellman.Numerics;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The ground: 199 edges between 200 points, and before them the obstacles as polygons. Each is a body of its own.</summary>
internal sealed class WalkerTerrain
{
    public const int PointCount = 200;

    /// <summary>
    /// The most obstacles' polygons. The densest course is of pits, two polygons for 5 pieces of pit and 5 of grass, over
    /// the 180 pieces behind the start, and the last obstacle may be stairs of four.
    /// </summary>
    public const int MaxObstacles = 40;

    /// <summary>The category of all ground, which the lidar sees.</summary>
    public const ushort Category = 0x0001;

    private const float Friction = 2.5f;

    private readonly double[] _x = new double[PointCount];
    private readonly double[] _y = new double[PointCount];
    private readonly float[] _corners = new float[8 * MaxObstacles];
    private readonly EdgeShape[] _edges = new EdgeShape[PointCount - 1];
    private readonly PolygonShape[] _obstacles = new PolygonShape[MaxObstacles];
    private readonly Body[] _bodies = new Body[PointCount - 1 + MaxObstacles];
    private readonly WalkerCourse _course;
    private int _bodyCount;

    public WalkerTerrain()
    {
        _course = new WalkerCourse(this);
        for (int i = 0; i < PointCount; i++)
        {
            _x[i] = i * WalkerScale.GroundStep;
        }
        for (int i = 0; i < _edges.Length; i++)
        {
            _edges[i] = new EdgeShape(Point(i), Point(i + 1));
        }
        for (int i = 0; i < _obstacles.Length; i++)
        {
            _obstacles[i] = new PolygonShape(new Vector2D(0, 0), new Vector2D(1, 0), new Vector2D(1, -1), new Vector2D(0, -1));
        }
    }

    public ReadOnlySpan<double> X => _x;

    public ReadOnlySpan<double> Y => _y;

    public int ObstacleCount { get; private set; }

    public ReadOnlySpan<Vector2D> Obstacle(int index) => _obstacles[index].Vertices;

    /// <summary>Draws the ground.</summary>
    public void Draw(Pcg64 rng, bool hardcore)
    {
        ObstacleCount = 0;
        _course.Draw(rng, hardcore, _x, _y);
    }

    /// <summary>Adds an obstacle, the rectangle between two heights.</summary>
    public void AddObstacle(double left, double right, double first, double second)
    {
        Span<float> corners = _corners.AsSpan(8 * ObstacleCount++, 8);
        corners[0] = corners[6] = (float)left;
        corners[2] = corners[4] = (float)right;
        corners[1] = corners[3] = (float)first;
        corners[5] = corners[7] = (float)second;
    }

    /// <summary>Puts the ground into the world, the obstacles first.</summary>
    public void Build(World world)
    {
        _bodyCount = 0;
        for (int i = 0; i < ObstacleCount; i++)
        {
            ReadOnlySpan<float> c = _corners.AsSpan(8 * i, 8);
            _obstacles[i].Set(new Vector2D(c[0], c[1]), new Vector2D(c[2], c[3]), new Vector2D(c[4], c[5]), new Vector2D(c[6], c[7]));
            Add(world, _obstacles[i]);
        }
        for (int i = 0; i < _edges.Length; i++)
        {
            _edges[i].Set(Point(i), Point(i + 1));
            Add(world, _edges[i]);
        }
    }

    /// <summary>Takes the ground out of the world, the latest body first, as upstream does.</summary>
    public void Remove(World world)
    {
        while (_bodyCount > 0) world.DestroyBody(_bodies[--_bodyCount]);
    }

    /// <summary>Writes what was drawn.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write("terrain", _y);
        writer.Write("obstacles", _corners.AsSpan(0, 8 * ObstacleCount));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        reader.Read("terrain", _y);
        float[] corners = reader.ReadSingles("obstacles");
        if (corners.Length > _corners.Length || corners.Length % 8 != 0)
        {
            throw reader.Fault($"a walker's obstacles have 8 numbers each and are at most {MaxObstacles}, but there are {corners.Length} numbers.");
        }
        corners.CopyTo(_corners, 0);
        ObstacleCount = corners.Length / 8;
    }

    private void Add(World world, Shape shape)
    {
        Body body = world.CreateBody(new BodyDef());
        body.CreateFixture(new FixtureDef(shape) { Friction = Friction, Category = Category });
        _bodies[_bodyCount++] = body;
    }

    private Vector2D Point(int index) => new((float)_x[index], (float)_y[index]);
}
