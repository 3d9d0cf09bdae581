using System.Buffers.Text;
using System.Text;

namespace Bellman.Training;

/// <summary>Reads one column of a table of progress (<see cref="ProgressCsv"/>).</summary>
internal sealed class ProgressParser(string column) : CurveParser
{
    private int _step = -1;
    private int _episode = -1;
    private int _seconds = -1;
    private int _value = -1;
    private int _last;

    public override int SampleLength => 4096;

    public override int Parse(ReadOnlySpan<byte> bytes, long offset, Curve curve)
    {
        int read = 0;
        while (bytes[read..].IndexOf((byte)'\n') is var length and >= 0)
        {
            ReadOnlySpan<byte> row = bytes.Slice(read, length);
            if (offset + read == 0) Header(row);
            else if (_value >= 0) Row(row, offset + read, curve);
            read += length + 1;
        }

        return read;
    }

    public override void Restart() => Damage = null;

    public override int Synchronize(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : bytes.Length;

    public override CurveParser At(double values) => (CurveParser)MemberwiseClone();

    private void Header(ReadOnlySpan<byte> row)
    {
        string[] columns = Encoding.UTF8.GetString(row).TrimEnd('\r').Split(',');
        _step = Array.IndexOf(columns, "steps");
        _episode = Array.IndexOf(columns, "episode");
        _seconds = Array.IndexOf(columns, "seconds");
        _value = Array.IndexOf(columns, column);
        _last = Math.Max(Math.Max(_step, _episode), Math.Max(_seconds, _value));
        if (_value < 0) Damage = $"The table has no column '{column}'.";
    }

    private void Row(ReadOnlySpan<byte> row, long offset, Curve curve)
    {
        double step = double.NaN, episode = double.NaN, seconds = double.NaN, value = double.NaN;
        for (int index = 0; index <= _last; index++)
        {
            int end = row.IndexOf((byte)',');
            ReadOnlySpan<byte> cell = end < 0 ? row : row[..end];
            if (index == _value) value = Number(cell);
            if (index == _step) step = Number(cell);
            else if (index == _episode) episode = Number(cell);
            else if (index == _seconds) seconds = Number(cell);
            if (end < 0) break;
            row = row[(end + 1)..];
        }

        // A row without its place, such as an empty one, is none.
        if (double.IsFinite(step)) curve.Add(new CurveSample(step, double.IsNaN(episode) ? curve.Rows + 1 : episode, double.IsNaN(seconds) ? 0 : seconds, value, offset));
    }

    private static double Number(ReadOnlySpan<byte> cell)
    {
        // Most are whole: steps, episodes, the returns of many environments.
        if (cell.Length is > 0 and <= 15 && !cell.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            long whole = 0;
            foreach (byte digit in cell) whole = (10 * whole) + (digit - '0');
            return whole;
        }

        return Utf8Parser.TryParse(cell, out double number, out _) ? number : double.NaN;
    }
}
