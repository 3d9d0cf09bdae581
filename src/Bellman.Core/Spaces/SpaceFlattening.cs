namespace Bellman.Core;

/// <summary>
/// Values of any space as rows of numbers between bounds (Gymnasium's <c>flatten_space</c>, <c>flatten</c> and <c>unflatten</c>): a <see cref="Box"/> and a
/// <see cref="MultiBinary"/> as they are, a <see cref="Discrete"/> and each choice of a <see cref="MultiDiscrete"/> one-hot, a composite part by part.
/// </summary>
public static class SpaceFlattening
{
    /// <summary>The box of the flattened values. Where all parts are of one element type it has that one, otherwise single precision; ones and zeros are bytes.</summary>
    /// <param name="space">The space.</param>
    /// <exception cref="ArgumentNullException"><paramref name="space"/> is null.</exception>
    public static Box Of(Space space)
    {
        ArgumentNullException.ThrowIfNull(space);
        switch (space)
        {
            case Box box: return new Box(box.Low, box.High, box.Element);
            case Discrete discrete: return new Box(0, 1, discrete.Count, ElementType.Byte);
            case MultiDiscrete multi: return new Box(0, 1, multi.Counts.Sum(), ElementType.Byte);
            case MultiBinary binary: return new Box(0, 1, binary.Size, ElementType.Byte);
            default: break;
        }

        Box[] parts = [.. ((CompositeSpace)space).Parts.Select(Of)];
        ElementType element = parts.Select(part => part.Element).Distinct().Count() == 1 ? parts[0].Element : ElementType.Single;
        return new Box([.. parts.SelectMany(part => part.Low.ToArray())], [.. parts.SelectMany(part => part.High.ToArray())], element);
    }

    /// <summary>Flattens a value. Nothing is allocated.</summary>
    /// <param name="space">The space.</param>
    /// <param name="value">A row of the space.</param>
    /// <param name="flat">Receives a row of <see cref="Of"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="space"/> is null.</exception>
    /// <exception cref="ArgumentException">A row is too short, or a choice is not of the space.</exception>
    public static void Write(Space space, ReadOnlySpan<float> value, Span<float> flat)
    {
        ArgumentNullException.ThrowIfNull(space);
        WritePart(space, value, flat);
    }

    /// <summary>Turns a flattened value back; of a one-hot choice the largest number counts.</summary>
    /// <param name="space">The space.</param>
    /// <param name="flat">A row of <see cref="Of"/>.</param>
    /// <param name="value">Receives a row of the space.</param>
    /// <exception cref="ArgumentNullException"><paramref name="space"/> is null.</exception>
    /// <exception cref="ArgumentException">A row is too short.</exception>
    public static void Read(Space space, ReadOnlySpan<float> flat, Span<float> value)
    {
        ArgumentNullException.ThrowIfNull(space);
        ReadPart(space, flat, value);
    }

    /// <returns>How many numbers were written.</returns>
    private static int WritePart(Space space, ReadOnlySpan<float> value, Span<float> flat)
    {
        int at = 0;
        switch (space)
        {
            case Discrete discrete:
                return WriteChoice(value[0], discrete.Start, discrete.Count, flat);
            case MultiDiscrete multi:
                for (int i = 0; i < multi.Size; i++) at += WriteChoice(value[i], multi.Starts[i], multi.Counts[i], flat[at..]);
                return at;
            case CompositeSpace composite:
                for (int i = 0; i < composite.Parts.Length; i++) at += WritePart(composite.Parts[i], value[composite.Ranges[i]], flat[at..]);
                return at;
            default:
                value[..space.Size].CopyTo(flat);
                return space.Size;
        }
    }

    private static int WriteChoice(float value, int start, int count, Span<float> flat)
    {
        int index = (int)value - start;
        if (index < 0 || index >= count) throw new ArgumentOutOfRangeException(nameof(value), value, $"A choice must be from {start} to {start + count - 1}, but is {value}.");
        flat[..count].Clear();
        flat[index] = 1;
        return count;
    }

    /// <returns>How many numbers were read.</returns>
    private static int ReadPart(Space space, ReadOnlySpan<float> flat, Span<float> value)
    {
        int at = 0;
        switch (space)
        {
            case Discrete discrete:
                value[0] = discrete.Start + Largest(flat[..discrete.Count]);
                return discrete.Count;
            case MultiDiscrete multi:
                for (int i = 0; i < multi.Size; at += multi.Counts[i++]) value[i] = multi.Starts[i] + Largest(flat.Slice(at, multi.Counts[i]));
                return at;
            case CompositeSpace composite:
                for (int i = 0; i < composite.Parts.Length; i++) at += ReadPart(composite.Parts[i], flat[at..], value[composite.Ranges[i]]);
                return at;
            default:
                flat[..space.Size].CopyTo(value);
                return space.Size;
        }
    }

    private static int Largest(ReadOnlySpan<float> flat)
    {
        int largest = 0;
        for (int i = 1; i < flat.Length; i++)
        {
            if (flat[i] > flat[largest]) largest = i;
        }

        return largest;
    }
}
