using System.Numerics;

namespace Bellman.Core;

/// <summary>
/// Finds how much of each pixel a polygon covers, exactly but for the rounding of its corners to 1/256 of a pixel, in integers: the same on every machine.
/// Each edge adds to the pixels that it crosses the height it takes there (cover) and the area between it and the pixel's left side; a sum along the row
/// then gives the share of every pixel, and that of the pixels between two crossings at once (the method of FreeType's smooth rasterizer, by David Turner).
/// Rows are worked through one after the other with the edges that reach them, so that the memory is that of one row.
/// </summary>
internal sealed class Rasterizer
{
    /// <summary>Steps of a pixel in which corners are counted, as a power of two.</summary>
    private const int Bits = 8;
    private const int One = 1 << Bits;
    private const float Farthest = 1 << 20;

    private readonly int _width;
    private readonly int _height;
    private readonly int[] _cover;
    private readonly int[] _area;
    private readonly ulong[] _touched;
    private Edge[] _edges = new Edge[64];
    private int[] _active = new int[64];

    // Of each row the edge that begins there last, and of each edge the one before it in the same row: a list for each row, -1 at its end.
    private readonly int[] _begins;
    private int[] _next = new int[64];
    private int _count;
    private int _firstRow = int.MaxValue;
    private int _bottom;

    // The words of the row that have been touched.
    private int _firstWord = int.MaxValue;
    private int _lastWord = -1;

    /// <summary>Makes the memory for a picture.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    public Rasterizer(int width, int height)
    {
        (_width, _height) = (width, height);

        // A pixel more on each side gathers what lies beyond: the first and the last.
        _cover = new int[width + 2];
        _area = new int[width + 2];
        _touched = new ulong[(width + 2 + 63) / 64];
        _begins = new int[height];
        _begins.AsSpan().Fill(-1);
    }

    /// <summary>Receives the spans of a shape, from left to right and from top to bottom.</summary>
    internal interface ISpans
    {
        /// <summary>A run of pixels of one row that are covered alike.</summary>
        /// <param name="y">The row.</param>
        /// <param name="from">The first pixel.</param>
        /// <param name="to">The pixel after the last.</param>
        /// <param name="coverage">The share that is covered, 1 to 256.</param>
        void Add(int y, int from, int to, int coverage);
    }

    /// <summary>Adds a closed polygon to the shape.</summary>
    /// <param name="points">Its corners in pixels.</param>
    public void Add(ReadOnlySpan<Vector2> points)
    {
        (int x0, int y0) = Fixed(points[^1]);
        foreach (Vector2 point in points)
        {
            (int x1, int y1) = Fixed(point);
            AddEdge(x0, y0, x1, y1);
            (x0, y0) = (x1, y1);
        }
    }

    /// <summary>Works out the shape that was added, hands it on and forgets it.</summary>
    public void Sweep<T>(ref T spans)
        where T : struct, ISpans
    {
        if (_count == 0) return;
        ReadOnlySpan<Edge> edges = _edges.AsSpan(0, _count);
        int active = 0, last = Math.Min(_height - 1, (_bottom - 1) >> Bits);
        for (int y = _firstRow; y <= last; y++)
        {
            int rowTop = y << Bits, rowBottom = rowTop + One;
            for (int edge = _begins[y]; edge >= 0; edge = _next[edge]) _active[active++] = edge;
            _begins[y] = -1;
            int kept = 0;
            for (int i = 0; i < active; i++)
            {
                ref readonly Edge edge = ref edges[_active[i]];
                Cross(edge, Math.Max(rowTop, edge.Top), Math.Min(rowBottom, edge.Bottom), rowTop);
                if (edge.Bottom > rowBottom) _active[kept++] = _active[i];
            }

            active = kept;
            Emit(y, ref spans);
        }

        (_count, _firstRow, _bottom) = (0, int.MaxValue, 0);
    }

    private static (int X, int Y) Fixed(Vector2 point) => (Fixed(point.X), Fixed(point.Y));

    /// <summary>Anything that is not a number, as a diverged world might have, goes to the far end.</summary>
    private static int Fixed(float value) => value is >= -Farthest and <= Farthest ? (int)MathF.Floor((value * One) + 0.5f) : (int)(value < 0 ? -Farthest : Farthest) * One;

    /// <summary>How far an edge goes right with each step down, in parts of 2^32.</summary>
    private static long Slope(int topX, int top, int bottomX, int bottom) => ((long)(bottomX - topX) << 32) / (bottom - top);

    private void AddEdge(int x0, int y0, int x1, int y1)
    {
        if (y0 == y1) return;
        Edge edge = y0 < y1 ? new Edge(x0, y0, x1, y1, Slope(x0, y0, x1, y1), 1) : new Edge(x1, y1, x0, y0, Slope(x1, y1, x0, y0), -1);
        if (edge.Bottom <= 0 || edge.Top >= _height << Bits) return;
        if (_count == _edges.Length)
        {
            Array.Resize(ref _edges, 2 * _count);
            Array.Resize(ref _active, 2 * _count);
            Array.Resize(ref _next, 2 * _count);
        }

        int row = Math.Max(0, edge.Top >> Bits);
        (_next[_count], _begins[row]) = (_begins[row], _count);
        (_firstRow, _bottom) = (Math.Min(_firstRow, row), Math.Max(_bottom, edge.Bottom));
        _edges[_count++] = edge;
    }

    /// <summary>Adds what an edge covers between two heights within a row.</summary>
    private void Cross(in Edge edge, int from, int to, int rowTop)
    {
        if (to <= from) return;
        int x0 = edge.XAt(from), x1 = edge.XAt(to), y0 = from - rowTop, y1 = to - rowTop;
        if (x0 <= x1) Walk(x0, y0, x1, y1, edge.Sign);
        else Walk(x1, y1, x0, y0, -edge.Sign);
    }

    /// <summary>Walks from left to right over the pixels of a row; the height may go up or down.</summary>
    private void Walk(int x0, int y0, int x1, int y1, int sign)
    {
        // What lies left of the picture covers the whole row, what lies right of it nothing.
        int right = _width << Bits;
        if (x1 <= 0)
        {
            Touch(0, sign * (y1 - y0), 0);
            return;
        }

        if (x0 >= right) return;
        int cell = x0 >> Bits, lastCell = x1 >> Bits;
        if (cell == lastCell)
        {
            if (cell < _width) Touch(cell, sign * (y1 - y0), sign * (y1 - y0) * ((x0 & (One - 1)) + (x1 & (One - 1))));
            return;
        }

        long dx = x1 - x0, dy = y1 - y0;
        int y = y0, x = x0;
        if (cell < 0)
        {
            (cell, x, y) = (0, 0, y0 + (int)(dy * -x0 / dx));
            Touch(0, sign * (y - y0), 0);
        }

        for (; cell <= lastCell && cell < _width; cell++)
        {
            int end = cell == lastCell ? x1 : (cell + 1) << Bits;
            int yEnd = cell == lastCell ? y1 : y0 + (int)(dy * (end - x0) / dx);
            int height = sign * (yEnd - y);
            Touch(cell, height, height * (x + end - (2 * (cell << Bits))));
            (x, y) = (end, yEnd);
        }
    }

    private void Touch(int cell, int cover, int area)
    {
        _cover[cell] += cover;
        _area[cell] += area;
        int word = cell >> 6;
        _touched[word] |= 1UL << (cell & 63);
        if (word < _firstWord) _firstWord = word;
        if (word > _lastWord) _lastWord = word;
    }

    private void Emit<T>(int y, ref T spans)
        where T : struct, ISpans
    {
        int cover = 0, at = 0;
        int first = _firstWord, last = _lastWord;
        (_firstWord, _lastWord) = (int.MaxValue, -1);
        for (int word = first; word <= last; word++)
        {
            ulong bits = _touched[word];
            _touched[word] = 0;
            while (bits != 0)
            {
                int cell = (word << 6) + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
                int between = Coverage(cover << (Bits + 1));
                if (cell > at && between > 0) spans.Add(y, at, cell, between);
                cover += _cover[cell];
                int own = Coverage((cover << (Bits + 1)) - _area[cell]);
                if (own > 0) spans.Add(y, cell, cell + 1, own);
                (_cover[cell], _area[cell]) = (0, 0);
                at = cell + 1;
            }
        }

        int rest = Coverage(cover << (Bits + 1));
        if (at < _width && rest > 0) spans.Add(y, at, _width, rest);
    }

    /// <summary>The non-zero rule: whichever way round, and however often.</summary>
    private static int Coverage(int area) => Math.Min(Math.Abs(area) >> (Bits + 1), One);

    /// <summary>An edge from its upper to its lower end.</summary>
    private readonly record struct Edge(int TopX, int Top, int BottomX, int Bottom, long Slope, int Sign)
    {
        /// <summary>Where it is at a height: rounded down, and the same for the row above and the row below.</summary>
        public int XAt(int y) => y == Top ? TopX : y == Bottom ? BottomX : TopX + (int)((Slope * (y - Top)) >> 32);
    }
}
