using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Numerics;

/// <summary>
/// Turns weights in panels of outputs into panels of inputs, so that the product with the transposed matrix reads one stream too.
/// </summary>
internal static unsafe class PanelTranspose
{
    /// <summary>The number of rows and columns of a block.</summary>
    public const int Block = 16;

    /// <summary>Transposes a whole matrix.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="source">Panels of outputs.</param>
    /// <param name="destination">Receives panels of inputs, the padding zero.</param>
    public static void Compute(int inputs, int outputs, float* source, float* destination) =>
        Compute(new TransposeArguments(inputs, outputs), source, destination);

    /// <summary>Transposes some inputs of a matrix.</summary>
    /// <param name="part">Which.</param>
    /// <param name="source">Panels of outputs.</param>
    /// <param name="destination">Receives panels of these inputs, the padding zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(TransposeArguments part, float* source, float* destination)
    {
        int inputs = part.Inputs;
        int outputs = part.Outputs;
        int paddedInputs = AlignedBuffer.Pad(inputs);
        int paddedOutputs = AlignedBuffer.Pad(outputs);
        bool more = part.InputStep == 1 && part.FirstInput + inputs < part.AllInputs;
        for (int output = 0; output < outputs; output += Block)
        {
            int sourcePanel = output / PanelLayout.Width * PanelLayout.Width;
            nint sourceWidth = PanelLayout.WidthAt(sourcePanel, paddedOutputs);
            nint sourceStride = sourceWidth * part.InputStep;
            float* from = source + ((nint)sourcePanel * part.AllInputs) + (part.FirstInput * sourceWidth) + (output - sourcePanel);
            for (int input = 0; input < inputs; input += Block)
            {
                int panel = input / PanelLayout.Width * PanelLayout.Width;
                nint stride = PanelLayout.WidthAt(panel, paddedInputs);
                float* to = destination + ((nint)panel * part.AllRows) + ((part.FirstRow + output) * stride) + (input - panel);
                float* block = from + (input * sourceStride);
                if (more)
                {
                    PrefetchRows(block + (PanelLayout.Width * sourceStride), sourceStride);
                }

                if (input + Block <= inputs && output + Block <= outputs)
                {
                    TransposeBlock(block, sourceStride, to, stride);
                }
                else
                {
                    TransposePart(block, sourceStride, Math.Min(Block, inputs - input), to, stride, Math.Min(Block, outputs - output));
                }
            }
        }
    }

    /// <summary>
    /// Asks for the rows that the next part will transpose. They lie in a few lines of every panel, which no processor foresees, and come
    /// while the product with this part leaves the memory idle.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchRows(float* source, nint stride)
    {
        if (Sse.IsSupported)
        {
            for (int row = 0; row < Block; row++)
            {
                Sse.Prefetch1(source + (row * stride));
            }
        }
    }

    /// <summary>Transposes sixteen rows of sixteen elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(float* source, nint sourceStride, float* destination, nint stride)
    {
        if (Avx512F.IsSupported)
        {
            Transpose512(source, sourceStride, destination, stride);
        }
        else if (Avx.IsSupported)
        {
            Transpose256(source, sourceStride, destination, stride);
            Transpose256(source + 8, sourceStride, destination + (8 * stride), stride);
            Transpose256(source + (8 * sourceStride), sourceStride, destination + 8, stride);
            Transpose256(source + (8 * sourceStride) + 8, sourceStride, destination + (8 * stride) + 8, stride);
        }
        else
        {
            for (int row = 0; row < Block; row++)
            {
                for (int column = 0; column < Block; column++)
                {
                    destination[(row * stride) + column] = source[(column * sourceStride) + row];
                }
            }
        }
    }

    /// <summary>
    /// A block at the edge, by way of a whole one: rows that are missing are zero, and only the rows that exist are stored.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposePart(float* source, nint sourceStride, int sourceRows, float* destination, nint stride, int rows)
    {
        float* whole = stackalloc float[Block * Block];
        float* turned = stackalloc float[Block * Block];
        for (int row = 0; row < Block; row++)
        {
            Vector512<float> line = row < sourceRows ? Vector512.Load(source + (row * sourceStride)) : Vector512<float>.Zero;
            line.Store(whole + (row * Block));
        }

        TransposeBlock(whole, Block, turned, Block);
        for (int row = 0; row < rows; row++)
        {
            Vector512.Load(turned + (row * Block)).Store(destination + (row * stride));
        }
    }

    /// <summary>Eight rows of eight in registers: single elements are interleaved, then pairs, then halves of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose256(float* source, nint sourceStride, float* destination, nint stride)
    {
        Halves(source, sourceStride, out var a0, out var a1, out var a2, out var a3);
        Halves(source + (4 * sourceStride), sourceStride, out var b0, out var b1, out var b2, out var b3);
        Join(a0, b0, destination, stride);
        Join(a1, b1, destination + stride, stride);
        Join(a2, b2, destination + (2 * stride), stride);
        Join(a3, b3, destination + (3 * stride), stride);
    }

    /// <summary>Four rows; half h of result n is column 4h + n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(
        float* source, nint stride, out Vector256<float> r0, out Vector256<float> r1, out Vector256<float> r2, out Vector256<float> r3)
    {
        Vector256<float> s0 = Vector256.Load(source);
        Vector256<float> s1 = Vector256.Load(source + stride);
        Vector256<float> s2 = Vector256.Load(source + (2 * stride));
        Vector256<float> s3 = Vector256.Load(source + (3 * stride));
        Vector256<double> low01 = Avx.UnpackLow(s0, s1).AsDouble();
        Vector256<double> high01 = Avx.UnpackHigh(s0, s1).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(s2, s3).AsDouble();
        Vector256<double> high23 = Avx.UnpackHigh(s2, s3).AsDouble();
        r0 = Avx.UnpackLow(low01, low23).AsSingle();
        r1 = Avx.UnpackHigh(low01, low23).AsSingle();
        r2 = Avx.UnpackLow(high01, high23).AsSingle();
        r3 = Avx.UnpackHigh(high01, high23).AsSingle();
    }

    /// <summary>Joins the first halves of two vectors to a row and the second halves to the row four further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(Vector256<float> a, Vector256<float> b, float* to, nint stride)
    {
        Avx.Permute2x128(a, b, 0x20).Store(to);
        Avx.Permute2x128(a, b, 0x31).Store(to + (4 * stride));
    }

    /// <summary>
    /// Sixteen rows of sixteen in registers: single elements are interleaved, then pairs, then quarters of a vector, then halves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose512(float* source, nint sourceStride, float* destination, nint stride)
    {
        Quarters(source, sourceStride, out var a0, out var a1, out var a2, out var a3);
        Quarters(source + (4 * sourceStride), sourceStride, out var b0, out var b1, out var b2, out var b3);
        Quarters(source + (8 * sourceStride), sourceStride, out var c0, out var c1, out var c2, out var c3);
        Quarters(source + (12 * sourceStride), sourceStride, out var d0, out var d1, out var d2, out var d3);
        Join(a0, b0, c0, d0, destination, stride);
        Join(a1, b1, c1, d1, destination + stride, stride);
        Join(a2, b2, c2, d2, destination + (2 * stride), stride);
        Join(a3, b3, c3, d3, destination + (3 * stride), stride);
    }

    /// <summary>Four rows; quarter q of result n is column 4q + n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(
        float* source, nint stride, out Vector512<float> r0, out Vector512<float> r1, out Vector512<float> r2, out Vector512<float> r3)
    {
        Vector512<float> s0 = Vector512.Load(source);
        Vector512<float> s1 = Vector512.Load(source + stride);
        Vector512<float> s2 = Vector512.Load(source + (2 * stride));
        Vector512<float> s3 = Vector512.Load(source + (3 * stride));
        Vector512<double> low01 = Avx512F.UnpackLow(s0, s1).AsDouble();
        Vector512<double> high01 = Avx512F.UnpackHigh(s0, s1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(s2, s3).AsDouble();
        Vector512<double> high23 = Avx512F.UnpackHigh(s2, s3).AsDouble();
        r0 = Avx512F.UnpackLow(low01, low23).AsSingle();
        r1 = Avx512F.UnpackHigh(low01, low23).AsSingle();
        r2 = Avx512F.UnpackLow(high01, high23).AsSingle();
        r3 = Avx512F.UnpackHigh(high01, high23).AsSingle();
    }

    /// <summary>Joins the first quarters of four vectors to a row, the second quarters to the row four further, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* to, nint stride)
    {
        Vector512<float> ab02 = Avx512F.Shuffle4x128(a, b, 0b10_00_10_00);
        Vector512<float> ab13 = Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);
        Vector512<float> cd02 = Avx512F.Shuffle4x128(c, d, 0b10_00_10_00);
        Vector512<float> cd13 = Avx512F.Shuffle4x128(c, d, 0b11_01_11_01);
        Avx512F.Shuffle4x128(ab02, cd02, 0b10_00_10_00).Store(to);
        Avx512F.Shuffle4x128(ab13, cd13, 0b10_00_10_00).Store(to + (4 * stride));
        Avx512F.Shuffle4x128(ab02, cd02, 0b11_01_11_01).Store(to + (8 * stride));
        Avx512F.Shuffle4x128(ab13, cd13, 0b11_01_11_01).Store(to + (12 * stride));
    }
}
