using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Numerics;

/// <summary>Turns weights in panels of outputs into panels of inputs, so that the product with the transposed matrix reads one stream too.</summary>
internal static unsafe class PanelTranspose
{
    private const int Block = 16;

    /// <summary>Transposes a matrix.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="source">Panels of outputs.</param>
    /// <param name="destination">Receives panels of inputs, the padding zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(int inputs, int outputs, float* source, float* destination)
    {
        int paddedInputs = AlignedBuffer.Pad(inputs);
        int paddedOutputs = AlignedBuffer.Pad(outputs);
        for (int output = 0; output < outputs; output += Block)
        {
            int sourcePanel = output / PanelLayout.Width * PanelLayout.Width;
            int sourceStride = PanelLayout.WidthAt(sourcePanel, paddedOutputs);
            float* from = source + ((nint)sourcePanel * inputs) + (output - sourcePanel);
            for (int input = 0; input < inputs; input += Block)
            {
                int panel = input / PanelLayout.Width * PanelLayout.Width;
                int stride = PanelLayout.WidthAt(panel, paddedInputs);
                float* to = destination + ((nint)panel * outputs) + ((nint)output * stride) + (input - panel);
                float* block = from + ((nint)input * sourceStride);
                if (input + Block <= inputs && output + Block <= outputs && Avx512F.IsSupported)
                {
                    Transpose512(block, sourceStride, to, stride);
                }
                else
                {
                    TransposeAny(block, sourceStride, Math.Min(Block, inputs - input), to, stride, Math.Min(Block, outputs - output));
                }
            }
        }
    }

    private static void TransposeAny(float* source, nint sourceStride, int sourceRows, float* destination, nint stride, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < Block; column++)
            {
                destination[(row * stride) + column] = column < sourceRows ? source[(column * sourceStride) + row] : 0f;
            }
        }
    }

    /// <summary>
    /// Sixteen rows of sixteen. Four quarter rows that belong four rows apart are gathered into one vector while loading, which leaves a transposition of four by four within
    /// each quarter: two rounds of interleaving.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose512(float* source, nint sourceStride, float* destination, nint stride)
    {
        for (int quarter = 0; quarter < 4; quarter++)
        {
            float* from = source + (4 * quarter);
            Vector512<float> r0 = Gather(from, 4 * sourceStride);
            Vector512<float> r1 = Gather(from + sourceStride, 4 * sourceStride);
            Vector512<float> r2 = Gather(from + (2 * sourceStride), 4 * sourceStride);
            Vector512<float> r3 = Gather(from + (3 * sourceStride), 4 * sourceStride);
            Vector512<double> low01 = Avx512F.UnpackLow(r0, r1).AsDouble();
            Vector512<double> high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
            Vector512<double> low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
            Vector512<double> high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
            float* to = destination + (4 * quarter * stride);
            Avx512F.UnpackLow(low01, low23).AsSingle().Store(to);
            Avx512F.UnpackHigh(low01, low23).AsSingle().Store(to + stride);
            Avx512F.UnpackLow(high01, high23).AsSingle().Store(to + (2 * stride));
            Avx512F.UnpackHigh(high01, high23).AsSingle().Store(to + (3 * stride));
        }
    }

    /// <summary>Four quarter rows, a distance apart, in one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather(float* from, nint distance)
    {
        Vector256<float> low = Vector256.Create(Vector128.Load(from), Vector128.Load(from + distance));
        Vector256<float> high = Vector256.Create(Vector128.Load(from + (2 * distance)), Vector128.Load(from + (3 * distance)));
        return Vector512.Create(low, high);
    }
}
