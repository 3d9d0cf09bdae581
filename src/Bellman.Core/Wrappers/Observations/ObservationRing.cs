namespace Bellman.Core;

/// <summary>The last observations: each new one takes the place of the oldest.</summary>
/// <param name="size">How many numbers an observation has.</param>
/// <param name="count">How many observations are kept.</param>
internal sealed class ObservationRing(int size, int count)
{
    /// <summary>The most observations that are kept, however small they are.</summary>
    public const int MostRows = 10_000;

    /// <summary>The most numbers that are kept: 64 MiB of them.</summary>
    public const int MostNumbers = 1 << 24;

    private readonly float[] _rows = new float[size * count];
    private int _oldest;

    /// <summary>How many observations of a space may be kept, so that no slip of the pen takes all memory: at least 1.</summary>
    public static int Most(Space space) => Math.Clamp(MostNumbers / Math.Max(space.Size, 1), 1, MostRows);

    /// <summary>The oldest one.</summary>
    public ReadOnlySpan<float> Oldest => _rows.AsSpan(_oldest, size);

    /// <summary>Where the next one is to be written, in the place of the oldest; it counts from <see cref="Advance"/> on.</summary>
    public Span<float> Place => _rows.AsSpan(_oldest, size);

    /// <summary>Makes what was written last the newest. Apart from the writing, so that a step that is refused moves nothing.</summary>
    public void Advance() => _oldest = (_oldest + size) % _rows.Length;

    /// <summary>Writes one observation over all but the newest.</summary>
    public void FillOlder(ReadOnlySpan<float> row)
    {
        for (int start = 0; start < _rows.Length - size; start += size) row.CopyTo(_rows.AsSpan((_oldest + start) % _rows.Length, size));
    }

    /// <summary>Writes all of them, the oldest first.</summary>
    public void CopyTo(Span<float> rows)
    {
        _rows.AsSpan(_oldest).CopyTo(rows);
        _rows.AsSpan(0, _oldest).CopyTo(rows[(_rows.Length - _oldest)..]);
    }

    public void Save(CheckpointWriter writer)
    {
        writer.Write("rows", (ReadOnlySpan<float>)_rows);
        writer.Write("oldest", _oldest);
    }

    public void Load(CheckpointReader reader)
    {
        reader.Read("rows", _rows.AsSpan());
        _oldest = reader.ReadInt32("oldest");
    }
}
