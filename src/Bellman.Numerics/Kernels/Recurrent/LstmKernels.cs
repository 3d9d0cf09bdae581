using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>What an LSTM does at one step, element by element. Results are the same bits for every vector width.</summary>
/// <remarks>
/// A row of gates holds input gate <c>i</c>, forget gate <c>f</c>, candidate <c>g</c> and output gate <c>o</c>, each padded to 16
/// elements. Padding that is zero stays zero where it matters: a candidate, a cell and an output of zero sums are zero.
/// </remarks>
public static unsafe class LstmKernels
{
    /// <summary>What the functions of an element take, in floating-point operations of a product.</summary>
    private const int CostOfForwardElement = 200;

    private const int CostOfBackwardElement = 80;

    /// <summary>
    /// From the gates' sums: <c>i, f, o = sigmoid</c>, <c>g = tanh</c>, <c>c = f c' + i g</c>, <c>h = o tanh(c)</c>.
    /// </summary>
    /// <param name="rows">The number of sequences.</param>
    /// <param name="units">The number of units, padded to 16.</param>
    /// <param name="gates">The gates' sums, replaced by the gates.</param>
    /// <param name="previousCells">The cells <c>c'</c> before the step.</param>
    /// <param name="cellTanh">Receives <c>tanh(c)</c>.</param>
    /// <param name="output">Receives <c>h</c>.</param>
    /// <param name="nextCells">Receives <c>c</c>.</param>
    /// <param name="nextOutput">Receives <c>h</c> once more, for the next step.</param>
    /// <exception cref="ArgumentException">Rows are too short for the sizes.</exception>
    public static void Forward(
        int rows, int units, RowSpan gates, RowSpan previousCells, RowSpan cellTanh, RowSpan output, RowSpan nextCells, RowSpan nextOutput)
    {
        gates.Check(rows, 4 * units, nameof(gates));
        previousCells.Check(rows, units, nameof(previousCells));
        cellTanh.Check(rows, units, nameof(cellTanh));
        output.Check(rows, units, nameof(output));
        nextCells.Check(rows, units, nameof(nextCells));
        nextOutput.Check(rows, units, nameof(nextOutput));
        fixed (float* g = gates.Elements, c = previousCells.Elements, t = cellTanh.Elements, y = output.Elements, nc = nextCells.Elements, ny = nextOutput.Elements)
        {
            var first = new ForwardPass
            {
                Units = units,
                Gates = g,
                GatesStride = gates.Stride,
                PreviousCells = c,
                PreviousCellsStride = previousCells.Stride,
                CellTanh = t,
                CellTanhStride = cellTanh.Stride,
                Output = y,
                OutputStride = output.Stride,
                NextCells = nc,
                NextCellsStride = nextCells.Stride,
                NextOutput = ny,
                NextOutputStride = nextOutput.Stride,
            };
            Elementwise.RunRows(in first, rows, units, CostOfForwardElement);
        }
    }

    /// <summary>
    /// Backward through one step. With <c>dh</c> the gradient by <c>h</c> from the outputs and from the next step, and <c>dc</c> that
    /// by <c>c</c> from the next step: <c>dc += dh o (1 - tanh(c)^2)</c>, and by the sums of the gates
    /// <c>di = dc g i (1 - i)</c>, <c>df = dc c' f (1 - f)</c>, <c>dg = dc i (1 - g^2)</c>, <c>do = dh tanh(c) o (1 - o)</c>; then
    /// <c>dc' = dc f</c>.
    /// </summary>
    /// <param name="rows">The number of sequences.</param>
    /// <param name="units">The number of units, padded to 16.</param>
    /// <param name="gates">The gates.</param>
    /// <param name="previousCells">The cells <c>c'</c> before the step.</param>
    /// <param name="cellTanh"><c>tanh(c)</c>.</param>
    /// <param name="outputGradient">The gradient by the step's outputs.</param>
    /// <param name="nextGradient">The gradient by <c>h</c> from the next step.</param>
    /// <param name="cellGradient">The gradient by <c>c</c> from the next step, replaced by that by <c>c'</c>.</param>
    /// <param name="gateGradient">Receives the gradients by the gates' sums.</param>
    /// <exception cref="ArgumentException">Rows are too short for the sizes.</exception>
    public static void Backward(
        int rows,
        int units,
        RowSpan gates,
        RowSpan previousCells,
        RowSpan cellTanh,
        RowSpan outputGradient,
        RowSpan nextGradient,
        RowSpan cellGradient,
        RowSpan gateGradient)
    {
        gates.Check(rows, 4 * units, nameof(gates));
        previousCells.Check(rows, units, nameof(previousCells));
        cellTanh.Check(rows, units, nameof(cellTanh));
        outputGradient.Check(rows, units, nameof(outputGradient));
        nextGradient.Check(rows, units, nameof(nextGradient));
        cellGradient.Check(rows, units, nameof(cellGradient));
        gateGradient.Check(rows, 4 * units, nameof(gateGradient));
        fixed (float* g = gates.Elements, c = previousCells.Elements, t = cellTanh.Elements, dy = outputGradient.Elements)
        fixed (float* dh = nextGradient.Elements, dc = cellGradient.Elements, dg = gateGradient.Elements)
        {
            var first = new BackwardPass
            {
                Units = units,
                Gates = g,
                GatesStride = gates.Stride,
                PreviousCells = c,
                PreviousCellsStride = previousCells.Stride,
                CellTanh = t,
                CellTanhStride = cellTanh.Stride,
                OutputGradient = dy,
                OutputGradientStride = outputGradient.Stride,
                NextGradient = dh,
                NextGradientStride = nextGradient.Stride,
                CellGradient = dc,
                CellGradientStride = cellGradient.Stride,
                GateGradient = dg,
                GateGradientStride = gateGradient.Stride,
            };
            Elementwise.RunRows(in first, rows, units, CostOfBackwardElement);
        }
    }

    private struct ForwardPass : IRowPass<ForwardPass>
    {
        public int Units;
        public float* Gates;
        public int GatesStride;
        public float* PreviousCells;
        public int PreviousCellsStride;
        public float* CellTanh;
        public int CellTanhStride;
        public float* Output;
        public int OutputStride;
        public float* NextCells;
        public int NextCellsStride;
        public float* NextOutput;
        public int NextOutputStride;

        public readonly ForwardPass At(nint row) => this with
        {
            Gates = Gates + (row * GatesStride),
            PreviousCells = PreviousCells + (row * PreviousCellsStride),
            CellTanh = CellTanh + (row * CellTanhStride),
            Output = Output + (row * OutputStride),
            NextCells = NextCells + (row * NextCellsStride),
            NextOutput = NextOutput + (row * NextOutputStride),
        };

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                float* gates = Gates + index;
                TVector i = ActivationFunctions.Sigmoid<TSimd, TVector>(TSimd.Load(gates));
                TVector f = ActivationFunctions.Sigmoid<TSimd, TVector>(TSimd.Load(gates + Units));
                TVector g = ActivationFunctions.Tanh<TSimd, TVector>(TSimd.Load(gates + (2 * (nint)Units)));
                TVector o = ActivationFunctions.Sigmoid<TSimd, TVector>(TSimd.Load(gates + (3 * (nint)Units)));
                TVector cell = TSimd.FusedMultiplyAdd(f, TSimd.Load(PreviousCells + index), TSimd.Multiply(i, g));
                TVector tanh = ActivationFunctions.Tanh<TSimd, TVector>(cell);
                TVector h = TSimd.Multiply(o, tanh);
                TSimd.Store(i, gates);
                TSimd.Store(f, gates + Units);
                TSimd.Store(g, gates + (2 * (nint)Units));
                TSimd.Store(o, gates + (3 * (nint)Units));
                TSimd.Store(tanh, CellTanh + index);
                TSimd.Store(h, Output + index);
                TSimd.Store(cell, NextCells + index);
                TSimd.Store(h, NextOutput + index);
            }

            return index;
        }
    }

    private struct BackwardPass : IRowPass<BackwardPass>
    {
        public int Units;
        public float* Gates;
        public int GatesStride;
        public float* PreviousCells;
        public int PreviousCellsStride;
        public float* CellTanh;
        public int CellTanhStride;
        public float* OutputGradient;
        public int OutputGradientStride;
        public float* NextGradient;
        public int NextGradientStride;
        public float* CellGradient;
        public int CellGradientStride;
        public float* GateGradient;
        public int GateGradientStride;

        public readonly BackwardPass At(nint row) => this with
        {
            Gates = Gates + (row * GatesStride),
            PreviousCells = PreviousCells + (row * PreviousCellsStride),
            CellTanh = CellTanh + (row * CellTanhStride),
            OutputGradient = OutputGradient + (row * OutputGradientStride),
            NextGradient = NextGradient + (row * NextGradientStride),
            CellGradient = CellGradient + (row * CellGradientStride),
            GateGradient = GateGradient + (row * GateGradientStride),
        };

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                float* gates = Gates + index;
                float* gradients = GateGradient + index;
                TVector i = TSimd.Load(gates);
                TVector f = TSimd.Load(gates + Units);
                TVector g = TSimd.Load(gates + (2 * (nint)Units));
                TVector o = TSimd.Load(gates + (3 * (nint)Units));
                TVector tanh = TSimd.Load(CellTanh + index);
                TVector dh = TSimd.Add(TSimd.Load(OutputGradient + index), TSimd.Load(NextGradient + index));
                TVector slope = TSimd.Multiply(o, ActivationFunctions.TanhDerivative<TSimd, TVector>(tanh));
                TVector dc = TSimd.FusedMultiplyAdd(dh, slope, TSimd.Load(CellGradient + index));
                TVector di = TSimd.Multiply(TSimd.Multiply(dc, g), ActivationFunctions.SigmoidDerivative<TSimd, TVector>(i));
                TVector previous = TSimd.Load(PreviousCells + index);
                TVector df = TSimd.Multiply(TSimd.Multiply(dc, previous), ActivationFunctions.SigmoidDerivative<TSimd, TVector>(f));
                TVector dg = TSimd.Multiply(TSimd.Multiply(dc, i), ActivationFunctions.TanhDerivative<TSimd, TVector>(g));
                TVector d = TSimd.Multiply(TSimd.Multiply(dh, tanh), ActivationFunctions.SigmoidDerivative<TSimd, TVector>(o));
                TSimd.Store(di, gradients);
                TSimd.Store(df, gradients + Units);
                TSimd.Store(dg, gradients + (2 * (nint)Units));
                TSimd.Store(d, gradients + (3 * (nint)Units));
                TSimd.Store(TSimd.Multiply(dc, f), CellGradient + index);
            }

            return index;
        }
    }
}
