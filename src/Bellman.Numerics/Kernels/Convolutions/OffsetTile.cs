namespace Bellman.Numerics;

/// <summary>
/// A product of up to eight rows with some columns, <c>C[r] = finish(start + sum_k A[r, k] B[k])</c>, whose operands lie where tables and
/// strides say. The sum runs over an outer and an inner count of runs, and within each over a table of offsets:
/// <c>A[r, (o, i, d)]</c> lies at <c>A[r] + o OuterA + i InnerA + Offsets[d]</c>, row <c>(o, i, d)</c> of B at
/// <c>B + o OuterB + i InnerB + d BStride</c>.
/// </summary>
/// <remarks>All distances are in bytes.</remarks>
internal unsafe struct OffsetTile
{
    /// <summary>The largest number of rows.</summary>
    public const int MaxRows = 8;

    /// <summary>The addresses of the rows of A.</summary>
    public fixed long A[MaxRows];

    /// <summary>The addresses of the rows of C's first panel.</summary>
    public fixed long C[MaxRows];

    /// <summary>The number of rows.</summary>
    public int Rows;

    /// <summary>The distance from the first panel of C and the bias to the one that is computed.</summary>
    public nint Panel;

    /// <summary>The panel of B.</summary>
    public byte* B;
    public nint BStride;
    public nint* Offsets;
    public int Depth;
    public int Outer;
    public nint OuterA;
    public nint OuterB;
    public int Inner;
    public nint InnerA;
    public nint InnerB;

    /// <summary>One starting value for each column, or null.</summary>
    public float* Bias;

    /// <summary>The distance from an element of C to the same element of the finish's matrix.</summary>
    public nint FactorOffset;

    public float Slope;

    /// <summary>Repeats the last row in place of those that are missing: they are computed again, to the same end.</summary>
    public void FillRows()
    {
        for (int row = Rows; row < MaxRows; row++)
        {
            A[row] = A[Rows - 1];
            C[row] = C[Rows - 1];
        }
    }
}
