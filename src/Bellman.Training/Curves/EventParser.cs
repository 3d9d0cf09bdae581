namespace Bellman.Training;

/// <summary>Reads the scalars of one name out of event files (<see cref="EventRecord"/>).</summary>
internal sealed class EventParser(string tag) : CurveParser
{
    private readonly byte[] _tag = System.Text.Encoding.UTF8.GetBytes(tag);
    private double _begin = double.NaN;
    private double _number;

    // A step of a training writes several figures, and now and then a histogram.
    public override int SampleLength => 16384;

    public override int Parse(ReadOnlySpan<byte> bytes, long offset, Curve curve)
    {
        int read = 0;
        while (Damage is null)
        {
            int length = EventRecord.Find(bytes[read..], out ReadOnlySpan<byte> content);
            if (length == 0) break;
            if (length < 0)
            {
                Damage = $"The event file is damaged at byte {offset + read}: a checksum does not match.";
                break;
            }

            Event(content, offset + read, curve);
            read += length;
        }

        return read;
    }

    public override void Restart() => (Damage, _begin, _number) = (null, double.NaN, 0);

    public override int Synchronize(ReadOnlySpan<byte> bytes) => EventRecord.Synchronize(bytes);

    public override CurveParser At(double values)
    {
        var parser = (EventParser)MemberwiseClone();
        parser._number = values;
        return parser;
    }

    private void Event(ReadOnlySpan<byte> content, long offset, Curve curve)
    {
        EventRecord record = EventRecord.Read(content);
        if (double.IsNaN(_begin)) _begin = record.WallTime;
        for (ReadOnlySpan<byte> rest = record.Summary; EventRecord.NextValue(ref rest, out EventValue value);)
        {
            if (!value.Tag.SequenceEqual(_tag) || value.Scalar is not { } scalar) continue;
            curve.Add(new CurveSample(record.Step, ++_number, record.WallTime - _begin, scalar, offset));
        }
    }
}
