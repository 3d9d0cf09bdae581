using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>A symmetric or general matrix of two rows and two columns.</summary>
/// <param name="XX">First row, first column.</param>
/// <param name="XY">First row, second column.</param>
/// <param name="YX">Second row, first column.</param>
/// <param name="YY">Second row, second column.</param>
internal readonly record struct Matrix22(float XX, float XY, float YX, float YY)
{
    /// <summary>The reciprocal of the determinant, or 0 where the matrix is singular.</summary>
    public float InverseDeterminant
    {
        get
        {
            float determinant = XX * YY - XY * YX;
            return determinant != 0f ? 1f / determinant : determinant;
        }
    }

    /// <summary>The product of the matrix and a column vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector2D Apply(Vector2D vector) => new(XX * vector.X + XY * vector.Y, YX * vector.X + YY * vector.Y);

    /// <summary>The inverse, or zero where the matrix is singular.</summary>
    public Matrix22 Inverse()
    {
        float scale = InverseDeterminant;
        return new Matrix22(scale * YY, -scale * XY, -scale * YX, scale * XX);
    }

    /// <summary>Solves A x = b by Cramer's rule.</summary>
    public Vector2D Solve(Vector2D right)
    {
        float scale = InverseDeterminant;
        return new Vector2D(scale * (YY * right.X - XY * right.Y), scale * (XX * right.Y - YX * right.X));
    }
}
