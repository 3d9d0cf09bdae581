namespace Bellman.Core;

/// <summary>A named distribution: the most recent values, at most <see cref="Capacity"/> of them, since the last reset.</summary>
public sealed class HistogramMetric
{
    private readonly float[] _values = new float[Capacity];
    private int _next;

    internal HistogramMetric(string name) => Name = name;

    /// <summary>How many values are kept: the newest ones.</summary>
    public const int Capacity = 1024;

    /// <summary>The name, for instance <c>q_value/2</c> for the third action's.</summary>
    public string Name { get; }

    /// <summary>The values kept, in no particular order.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, Math.Min(_next, Capacity));

    /// <summary>Records a value.</summary>
    public void Record(float value)
    {
        _values[_next & (Capacity - 1)] = value;
        _next = _next == (2 * Capacity) - 1 ? Capacity : _next + 1;
    }

    /// <summary>Forgets all values.</summary>
    public void Reset() => _next = 0;

    internal void Save(CheckpointWriter writer)
    {
        writer.Write(Name, _values.AsSpan());
        writer.Write(Name + "/next", _next);
    }

    internal void Load(CheckpointReader reader)
    {
        reader.Read(Name, _values.AsSpan());
        _next = reader.ReadInt32(Name + "/next");
    }
}
