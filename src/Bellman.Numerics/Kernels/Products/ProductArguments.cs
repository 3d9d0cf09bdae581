namespace Bellman.Numerics;

/// <summary>
/// A matrix product <c>C[i, j] = finish(start + sum_k A[i, k] B[k, j])</c> and where its operands lie. Columns of B and C are
/// neighbours in memory; A may be strided in both directions. Columns are cut into panels of at most
/// <see cref="PanelLayout.Width"/>; their number is a multiple of 16.
/// </summary>
/// <remarks>Strides are in bytes.</remarks>
internal unsafe struct ProductArguments
{
    /// <summary>The number of rows of A and C.</summary>
    public int Rows;

    /// <summary>The number of columns of B and C, a multiple of 16.</summary>
    public int Columns;

    /// <summary>The number of terms of each sum.</summary>
    public int Depth;

    public float* A;

    public nint ARowStride;

    public nint ADepthStride;

    public float* B;

    /// <summary>The distance between the rows of B, or 0 where B is stored in panels.</summary>
    public nint BStride;

    public float* C;

    /// <summary>The distance between the rows of C, or 0 where C is stored in panels.</summary>
    public nint CStride;

    /// <summary>One starting value for each column, or null.</summary>
    public float* Bias;

    /// <summary>A matrix laid out like C that the finish reads, or null.</summary>
    public float* Factor;

    /// <summary>A number that the finish uses.</summary>
    public float Slope;

    /// <summary>States A; strides in elements.</summary>
    public void SetA(float* a, int rows, int rowStride, int depthStride)
    {
        A = a;
        Rows = rows;
        ARowStride = rowStride * sizeof(float);
        ADepthStride = depthStride * sizeof(float);
    }

    /// <summary>States B; its stride in elements, 0 for panels.</summary>
    public void SetB(float* b, int columns, int stride)
    {
        B = b;
        Columns = columns;
        BStride = stride * sizeof(float);
    }
}
