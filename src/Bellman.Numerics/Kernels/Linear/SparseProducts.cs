using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// The products of a linear layer with rows of inputs that are mostly zeros, weights in <see cref="MatrixLayout.Panels"/>: each row of outputs is a sum of the few rows of weights that count, and
/// each sample adds to the gradients of those alone. Terms keep the order that <see cref="MatrixProduct"/> takes them in, so that the results are the same bits.
/// </summary>
internal static unsafe class SparseProducts<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Computes <c>y = finish(b + x W^T)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TFinish>(in LinearShape shape, float* x, float* w, float* bias, float* y)
        where TFinish : struct, IProductFinish
    {
        int inputs = shape.Inputs, columns = AlignedBuffer.Pad(shape.Outputs);
        int* places = stackalloc int[inputs];
        TVector slope = TSimd.Broadcast(shape.Slope);
        for (int row = 0; row < shape.Batch; row++, x += shape.InputStride, y += shape.OutputStride)
        {
            int count = SparseRows.Find(x, inputs, places);
            for (int first = 0; first < columns;)
            {
                int panel = PanelLayout.WidthAt(first, columns);
                float* weights = w + ((nint)first * inputs);
                int column = 0;
                for (; column + (2 * TSimd.Count) <= panel; column += 2 * TSimd.Count)
                    Two<TFinish>(x, places, count, weights + column, panel, bias + first + column, y + first + column, slope);
                for (; column < panel; column += TSimd.Count)
                    One<TFinish>(x, places, count, weights + column, panel, bias + first + column, y + first + column, slope);
                first += panel;
            }
        }
    }

    /// <summary>Computes <c>dW = g^T x</c>, or adds it to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(in LinearShape shape, float* x, float* g, float* dw, bool accumulate)
    {
        int inputs = shape.Inputs, columns = AlignedBuffer.Pad(shape.Outputs);
        int* places = stackalloc int[inputs];
        if (!accumulate) new Span<float>(dw, inputs * columns).Clear();
        for (int row = 0; row < shape.Batch; row++, x += shape.InputStride, g += shape.OutputStride)
        {
            int count = SparseRows.Find(x, inputs, places);
            for (int first = 0; first < columns;)
            {
                int panel = PanelLayout.WidthAt(first, columns);
                float* gradients = dw + ((nint)first * inputs);
                int column = 0;
                for (; column + (2 * TSimd.Count) <= panel; column += 2 * TSimd.Count) AddTwo(x, places, count, g + first + column, gradients + column, panel);
                for (; column < panel; column += TSimd.Count) AddOne(x, places, count, g + first + column, gradients + column, panel);
                first += panel;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two<TFinish>(float* x, int* places, int count, float* w, nint stride, float* bias, float* y, TVector slope)
        where TFinish : struct, IProductFinish
    {
        TVector sum0 = TSimd.Load(bias), sum1 = TSimd.Load(bias + TSimd.Count);
        for (int i = 0; i < count; i++)
        {
            nint place = places[i];
            float* at = w + (place * stride);
            TVector value = TSimd.Broadcast(x[place]);
            sum0 = TSimd.FusedMultiplyAdd(value, TSimd.Load(at), sum0);
            sum1 = TSimd.FusedMultiplyAdd(value, TSimd.Load(at + TSimd.Count), sum1);
        }

        TSimd.Store(TFinish.Finish<TSimd, TVector>(sum0, y, slope), y);
        TSimd.Store(TFinish.Finish<TSimd, TVector>(sum1, y, slope), y + TSimd.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<TFinish>(float* x, int* places, int count, float* w, nint stride, float* bias, float* y, TVector slope)
        where TFinish : struct, IProductFinish
    {
        TVector sum = TSimd.Load(bias);
        for (int i = 0; i < count; i++) sum = TSimd.FusedMultiplyAdd(TSimd.Broadcast(x[places[i]]), TSimd.Load(w + (places[i] * stride)), sum);
        TSimd.Store(TFinish.Finish<TSimd, TVector>(sum, y, slope), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTwo(float* x, int* places, int count, float* g, float* dw, nint stride)
    {
        TVector g0 = TSimd.Load(g), g1 = TSimd.Load(g + TSimd.Count);
        for (int i = 0; i < count; i++)
        {
            nint place = places[i];
            float* at = dw + (place * stride);
            TVector value = TSimd.Broadcast(x[place]);
            TSimd.Store(TSimd.FusedMultiplyAdd(value, g0, TSimd.Load(at)), at);
            TSimd.Store(TSimd.FusedMultiplyAdd(value, g1, TSimd.Load(at + TSimd.Count)), at + TSimd.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne(float* x, int* places, int count, float* g, float* dw, nint stride)
    {
        TVector gradient = TSimd.Load(g);
        for (int i = 0; i < count; i++)
        {
            float* at = dw + (places[i] * stride);
            TSimd.Store(TSimd.FusedMultiplyAdd(TSimd.Broadcast(x[places[i]]), gradient, TSimd.Load(at)), at);
        }
    }
}
