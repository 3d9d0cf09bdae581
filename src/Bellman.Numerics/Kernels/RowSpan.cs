namespace Bellman.Numerics;

/// <summary>The rows of a matrix in memory: elements of a row are neighbours, rows are a fixed distance apart.</summary>
/// <param name="elements">The memory, from the first element of the first row on.</param>
/// <param name="stride">The distance between rows, a multiple of 16.</param>
public readonly ref struct RowSpan(Span<float> elements, int stride)
{
    /// <summary>The memory.</summary>
    public Span<float> Elements { get; } = elements;

    /// <summary>The distance between rows.</summary>
    public int Stride { get; } = stride;

    /// <summary>The same rows without the first ones.</summary>
    /// <param name="row">The number of rows to leave out.</param>
    /// <returns>The rest.</returns>
    public RowSpan From(int row) => new(Elements[(row * Stride)..], Stride);

    /// <summary>Some elements of one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">The number of elements.</param>
    /// <returns>The elements.</returns>
    public Span<float> Row(int row, int columns) => Elements.Slice(row * Stride, columns);

    internal void Check(int rows, int columns, string name)
    {
        if (Stride < columns || Elements.Length < ((long)(rows - 1) * Stride) + columns)
        {
            throw new ArgumentException(
                $"{rows} rows of {columns} elements don't fit {Elements.Length} elements with rows {Stride} apart.", name);
        }
    }
}
