using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>Normal draws, made orthonormal in double precision by the modified Gram-Schmidt process run twice, times a gain.</summary>
/// <remarks>
/// Dividing each vector by its positive norm leaves the matrix uniformly distributed over the orthogonal ones (Stewart 1980), as
/// a QR decomposition with the signs of R's diagonal made positive does.
/// </remarks>
internal sealed class OrthogonalInitializer(float gain) : Initializer
{
    public override void Fill(Span<float> values, ParameterTensor tensor, Pcg64 generator)
    {
        bool byRows = tensor.Rows <= tensor.Columns;
        int count = byRows ? tensor.Rows : tensor.Columns;
        int length = byRows ? tensor.Columns : tensor.Rows;
        double[][] vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            vectors[i] = new double[length];
            do
            {
                Draw(vectors[i], generator);
            }
            while (!Orthonormalize(vectors, i));
            for (int j = 0; j < length; j++)
            {
                values[byRows ? (i * tensor.Columns) + j : (j * tensor.Columns) + i] = (float)(gain * vectors[i][j]);
            }
        }
    }

    private static void Draw(double[] vector, Pcg64 generator)
    {
        for (int j = 0; j < vector.Length; j++)
        {
            vector[j] = generator.Normal();
        }
    }

    private static bool Orthonormalize(double[][] vectors, int index)
    {
        double[] vector = vectors[index];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int k = 0; k < index; k++)
            {
                double projection = Dot(vector, vectors[k]);
                for (int j = 0; j < vector.Length; j++)
                {
                    vector[j] -= projection * vectors[k][j];
                }
            }
        }

        double norm = Math.Sqrt(Dot(vector, vector));
        if (norm < 1e-8)
        {
            return false;
        }

        for (int j = 0; j < vector.Length; j++)
        {
            vector[j] /= norm;
        }

        return true;
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
