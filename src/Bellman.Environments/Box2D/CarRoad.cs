using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The tiles of the road: sensors in the world, each a body of its own, with what the car has done to them.</summary>
internal sealed class CarRoad
{
    private readonly PolygonShape[] _shapes = new PolygonShape[CarTrack.Capacity];
    private readonly byte[] _states = new byte[CarTrack.Capacity];
    private readonly Vector2[] _left = new Vector2[CarTrack.Capacity];
    private readonly Vector2[] _right = new Vector2[CarTrack.Capacity];

    public CarRoad()
    {
        for (int i = 0; i < _shapes.Length; i++)
        {
            _shapes[i] = new PolygonShape(new Vector2D(0, 0), new Vector2D(1, 0), new Vector2D(1, -1), new Vector2D(0, -1));
        }
    }

    [Flags]
    private enum TileState : byte
    {
        None = 0,
        Touched = 1,
        Visited = 2,
    }

    /// <summary>The number of tiles.</summary>
    public int Count { get; private set; }

    /// <summary>How many tiles a wheel has been on.</summary>
    public int VisitedCount { get; private set; }

    /// <summary>Whether the start was passed after enough of the tiles.</summary>
    public bool IsLapComplete { get; private set; }

    /// <summary>Whether any part of the car has begun or ceased to touch a tile, which gives it the road's plain colour.</summary>
    public bool IsTouched(int index) => (_states[index] & (byte)TileState.Touched) != 0;

    /// <summary>Whether a wheel has been on a tile.</summary>
    public bool IsVisited(int index) => (_states[index] & (byte)TileState.Visited) != 0;

    /// <summary>The corners of a tile's shape in the world.</summary>
    public ReadOnlySpan<Vector2D> Corners(int index) => _shapes[index].Vertices;

    /// <summary>The left edge of the road at the points of the track: a tile lies between its own and the one before.</summary>
    public ReadOnlySpan<Vector2> Left => _left.AsSpan(0, Count);

    /// <summary>The right edge of the road at the points of the track.</summary>
    public ReadOnlySpan<Vector2> Right => _right.AsSpan(0, Count);

    /// <summary>
    /// Whether the first tile goes forwards at both edges, as all others do. Where the ends of the track overlap it goes backwards, or is twisted.
    /// </summary>
    public bool IsFirstTileRegular { get; private set; }

    /// <summary>Forgets what the car has done.</summary>
    public void Clear()
    {
        _states.AsSpan().Clear();
        VisitedCount = 0;
        IsLapComplete = false;
    }

    /// <summary>Puts the road into the world. A tile's body has its number for a tag.</summary>
    public void Build(World world, CarTrack track)
    {
        Count = track.Count;
        for (int i = 0; i < Count; i++)
        {
            ref readonly TrackPoint from = ref track.Before(i);
            TrackPoint to = track.Points[i];
            Vector2D left = Edge(to, -1), right = Edge(to, 1);
            _shapes[i].Set(left, right, Edge(from, 1), Edge(from, -1));
            world.CreateBody(new BodyDef { Tag = i }).CreateFixture(new FixtureDef(_shapes[i]) { IsSensor = true });
            (_left[i], _right[i]) = (new Vector2(left.X, left.Y), new Vector2(right.X, right.Y));
        }
        IsFirstTileRegular = GoesForwards(_left, track.Points[0].Beta) && GoesForwards(_right, track.Points[0].Beta);
    }

    /// <summary>Notes that the car has begun or ceased to touch a tile.</summary>
    public void Touch(int index) => _states[index] |= (byte)TileState.Touched;

    /// <summary>Notes that a wheel has come onto a tile.</summary>
    /// <returns>Whether it is the first time.</returns>
    public bool Visit(int index, double lapCompletePercent)
    {
        if (IsVisited(index))
        {
            return false;
        }
        _states[index] |= (byte)TileState.Visited;
        VisitedCount++;
        IsLapComplete |= index == 0 && (double)VisitedCount / Count > lapCompletePercent;
        return true;
    }

    /// <summary>Writes what the car has done.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write("tiles", _states.AsSpan(0, Count));
        writer.Write("lap_complete", IsLapComplete);
    }

    /// <summary>Reads what <see cref="Save"/> wrote, for a road that has been built.</summary>
    public void Load(CheckpointReader reader)
    {
        Clear();
        reader.Read("tiles", _states.AsSpan(0, Count));
        for (int i = 0; i < Count; i++)
        {
            VisitedCount += IsVisited(i) ? 1 : 0;
        }
        IsLapComplete = reader.ReadBoolean("lap_complete");
    }

    private bool GoesForwards(Vector2[] edge, double beta)
    {
        float x = edge[0].X - edge[Count - 1].X, y = edge[0].Y - edge[Count - 1].Y;
        return (-Math.Sin(beta) * x) + (Math.Cos(beta) * y) > 0;
    }

    private static Vector2D Edge(in TrackPoint point, int side) => new(
        (float)(point.X + side * CarScale.RoadHalfWidth * Math.Cos(point.Beta)),
        (float)(point.Y + side * CarScale.RoadHalfWidth * Math.Sin(point.Beta)));
}
