namespace Bellman.Training;

/// <summary>Takes the values of one figure out of a file's bytes.</summary>
internal abstract class CurveParser
{
    /// <summary>Why nothing further can be read; <see langword="null"/> while all is well.</summary>
    public string? Damage { get; protected set; }

    /// <summary>Reads whole rows or records.</summary>
    /// <param name="bytes">Bytes of the file.</param>
    /// <param name="offset">Where they begin in the file.</param>
    /// <param name="curve">Takes the values.</param>
    /// <returns>How many bytes were read; the rest is half a row.</returns>
    public abstract int Parse(ReadOnlySpan<byte> bytes, long offset, Curve curve);

    /// <summary>The file begins anew.</summary>
    public abstract void Restart();

    /// <summary>How many bytes, read anywhere in the file, usually hold some values of the figure.</summary>
    public abstract int SampleLength { get; }

    /// <summary>The first place where a row or record begins, for a look into the midst of a file.</summary>
    /// <returns>The place, or the length of the bytes where there is none.</returns>
    public abstract int Synchronize(ReadOnlySpan<byte> bytes);

    /// <summary>A parser that goes on in the midst of the file.</summary>
    /// <param name="values">How many values of the figure come before.</param>
    public abstract CurveParser At(double values);
}
