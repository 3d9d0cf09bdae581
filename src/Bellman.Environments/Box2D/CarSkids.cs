using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The traces of wheels that skid, the last thirty of at most thirty points each. They are for the picture alone.</summary>
internal sealed class CarSkids
{
    /// <summary>The most points of a trace.</summary>
    public const int MostPoints = 30;

    private const int MostMarks = 30;
    private const int None = -1;

    private readonly Vector2[] _points = new Vector2[MostMarks * MostPoints];
    private readonly int[] _counts = new int[MostMarks];
    private readonly bool[] _isOnGrass = new bool[MostMarks];
    private readonly int[] _current = new int[CarMachine.WheelCount];
    private int _made;

    /// <summary>How many traces there are.</summary>
    public int Count => Math.Min(_made, MostMarks);

    /// <summary>The points of a trace, in metres.</summary>
    public ReadOnlySpan<Vector2> Points(int index) => _points.AsSpan(index * MostPoints, _counts[index]);

    /// <summary>Whether a trace is in the grass.</summary>
    public bool IsOnGrass(int index) => _isOnGrass[index];

    /// <summary>Takes all traces away.</summary>
    public void Clear()
    {
        _made = 0;
        _current.AsSpan().Fill(None);
    }

    /// <summary>Goes on with the traces of wheels that skid, and ends those of the others.</summary>
    public void Follow(IReadOnlyList<CarWheel> wheels)
    {
        for (int i = 0; i < wheels.Count; i++)
        {
            CarWheel wheel = wheels[i];
            if (!wheel.IsSkidding)
            {
                _current[i] = None;
                continue;
            }
            bool isOnGrass = wheel.TileCount == 0;
            int mark = _current[i] % MostMarks;
            bool goesOn = _current[i] != None && _current[i] >= _made - MostMarks && _isOnGrass[mark] == isOnGrass && _counts[mark] < MostPoints;
            Vector2D place = wheel.Body.Position;
            var point = new Vector2(place.X, place.Y);
            if (!goesOn)
            {
                // A trace that is full, or comes to other ground, is followed by one that begins where it ends.
                Vector2 start = _current[i] != None && _current[i] >= _made - MostMarks ? Points(mark)[^1] : point;
                _current[i] = _made++;
                mark = _current[i] % MostMarks;
                _counts[mark] = 0;
                _isOnGrass[mark] = isOnGrass;
                Add(mark, start);
            }
            Add(mark, point);
        }
    }

    public void Save(CheckpointWriter writer)
    {
        float[] places = new float[2 * _points.Length];
        int[] marks = new int[2 * MostMarks];
        for (int i = 0; i < _points.Length; i++)
        {
            bool isThere = i % MostPoints < _counts[i / MostPoints] && i / MostPoints < Count;
            (places[2 * i], places[2 * i + 1]) = isThere ? (_points[i].X, _points[i].Y) : (0, 0);
        }
        for (int i = 0; i < Count; i++)
        {
            (marks[2 * i], marks[2 * i + 1]) = (_counts[i], _isOnGrass[i] ? 1 : 0);
        }
        writer.Write("skids_made", _made);
        writer.Write("skids", _current);
        writer.Write("skid_marks", marks);
        writer.Write("skid_places", places);
    }

    public void Load(CheckpointReader reader)
    {
        float[] places = new float[2 * _points.Length];
        int[] marks = new int[2 * MostMarks];
        _made = reader.ReadInt32("skids_made");
        reader.Read("skids", _current);
        reader.Read("skid_marks", marks);
        reader.Read("skid_places", places);
        for (int i = 0; i < MostMarks; i++)
        {
            (_counts[i], _isOnGrass[i]) = (Math.Clamp(marks[2 * i], 0, MostPoints), marks[2 * i + 1] != 0);
        }
        for (int i = 0; i < _points.Length; i++)
        {
            _points[i] = new Vector2(places[2 * i], places[2 * i + 1]);
        }
    }

    private void Add(int mark, Vector2 point) => _points[(mark * MostPoints) + _counts[mark]++] = point;
}
