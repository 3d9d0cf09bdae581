using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// What a gated recurrent unit does at one step, element by element. Results are the same bits for every vector width.
/// </summary>
/// <remarks>
/// A row of gates holds reset gate <c>r</c>, update gate <c>z</c> and candidate <c>n</c>, each padded to 16 elements; a row of
/// recurrent sums <c>u</c> holds what the previous output adds to each. Outputs of zero sums and a zero state are zero, so that zero
/// padding stays zero.
/// </remarks>
public static unsafe class GruKernels
{
    /// <summary>What the functions of an element take, in floating-point operations of a product.</summary>
    private const int CostOfForwardElement = 200;

    private const int CostOfBackwardElement = 80;

    /// <summary>
    /// From the gates' sums of the inputs: <c>r, z = sigmoid(sum + u)</c>, <c>n = tanh(sum + r u)</c>, <c>h = n + z (h' - n)</c>.
    /// </summary>
    /// <param name="rows">The number of sequences.</param>
    /// <param name="units">The number of units, padded to 16.</param>
    /// <param name="gates">The gates' sums of the inputs, replaced by the gates.</param>
    /// <param name="recurrent">The gates' sums of the previous outputs.</param>
    /// <param name="previous">The outputs <c>h'</c> before the step.</param>
    /// <param name="output">Receives <c>h</c>.</param>
    /// <param name="nextOutput">Receives <c>h</c> once more, for the next step.</param>
    /// <exception cref="ArgumentException">Rows are too short for the sizes.</exception>
    public static void Forward(
        int rows, int units, RowSpan gates, RowSpan recurrent, RowSpan previous, RowSpan output, RowSpan nextOutput)
    {
        gates.Check(rows, 3 * units, nameof(gates));
        recurrent.Check(rows, 3 * units, nameof(recurrent));
        previous.Check(rows, units, nameof(previous));
        output.Check(rows, units, nameof(output));
        nextOutput.Check(rows, units, nameof(nextOutput));
        fixed (float* g = gates.Elements, u = recurrent.Elements, h = previous.Elements, y = output.Elements, ny = nextOutput.Elements)
        {
            var first = new ForwardPass
            {
                Units = units,
                Gates = g,
                GatesStride = gates.Stride,
                Recurrent = u,
                RecurrentStride = recurrent.Stride,
                Previous = h,
                PreviousStride = previous.Stride,
                Output = y,
                OutputStride = output.Stride,
                NextOutput = ny,
                NextOutputStride = nextOutput.Stride,
            };
            Elementwise.RunRows(in first, rows, units, CostOfForwardElement);
        }
    }

    /// <summary>
    /// Backward through one step. With <c>dh</c> the gradient by <c>h</c> from the outputs and from the next step: by the sums of the
    /// inputs <c>dn = dh (1 - z) (1 - n^2)</c>, <c>dr = dn u r (1 - r)</c>, <c>dz = dh (h' - n) z (1 - z)</c>, by the recurrent sums
    /// the same but <c>dn r</c>; and directly by <c>h'</c> <c>dh z</c>.
    /// </summary>
    /// <param name="rows">The number of sequences.</param>
    /// <param name="units">The number of units, padded to 16.</param>
    /// <param name="gates">The gates.</param>
    /// <param name="recurrent">The gates' sums of the previous outputs.</param>
    /// <param name="previous">The outputs <c>h'</c> before the step.</param>
    /// <param name="outputGradient">The gradient by the step's outputs.</param>
    /// <param name="nextGradient">The gradient by <c>h</c> from the next step, replaced by the direct one by <c>h'</c>.</param>
    /// <param name="gateGradient">Receives the gradients by the gates' sums of the inputs.</param>
    /// <param name="recurrentGradient">Receives the gradients by the recurrent sums.</param>
    /// <exception cref="ArgumentException">Rows are too short for the sizes.</exception>
    public static void Backward(
        int rows,
        int units,
        RowSpan gates,
        RowSpan recurrent,
        RowSpan previous,
        RowSpan outputGradient,
        RowSpan nextGradient,
        RowSpan gateGradient,
        RowSpan recurrentGradient)
    {
        gates.Check(rows, 3 * units, nameof(gates));
        recurrent.Check(rows, 3 * units, nameof(recurrent));
        previous.Check(rows, units, nameof(previous));
        outputGradient.Check(rows, units, nameof(outputGradient));
        nextGradient.Check(rows, units, nameof(nextGradient));
        gateGradient.Check(rows, 3 * units, nameof(gateGradient));
        recurrentGradient.Check(rows, 3 * units, nameof(recurrentGradient));
        fixed (float* g = gates.Elements, u = recurrent.Elements, h = previous.Elements, dy = outputGradient.Elements)
        fixed (float* dh = nextGradient.Elements, dg = gateGradient.Elements, du = recurrentGradient.Elements)
        {
            var first = new BackwardPass
            {
                Units = units,
                Gates = g,
                GatesStride = gates.Stride,
                Recurrent = u,
                RecurrentStride = recurrent.Stride,
                Previous = h,
                PreviousStride = previous.Stride,
                OutputGradient = dy,
                OutputGradientStride = outputGradient.Stride,
                NextGradient = dh,
                NextGradientStride = nextGradient.Stride,
                GateGradient = dg,
                GateGradientStride = gateGradient.Stride,
                RecurrentGradient = du,
                RecurrentGradientStride = recurrentGradient.Stride,
            };
            Elementwise.RunRows(in first, rows, units, CostOfBackwardElement);
        }
    }

    private struct ForwardPass : IRowPass<ForwardPass>
    {
        public int Units;
        public float* Gates;
        public int GatesStride;
        public float* Recurrent;
        public int RecurrentStride;
        public float* Previous;
        public int PreviousStride;
        public float* Output;
        public int OutputStride;
        public float* NextOutput;
        public int NextOutputStride;

        public readonly ForwardPass At(nint row) => this with
        {
            Gates = Gates + (row * GatesStride),
            Recurrent = Recurrent + (row * RecurrentStride),
            Previous = Previous + (row * PreviousStride),
            Output = Output + (row * OutputStride),
            NextOutput = NextOutput + (row * NextOutputStride),
        };

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            nint candidate = 2 * (nint)Units;
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                float* gates = Gates + index;
                float* u = Recurrent + index;
                TVector r = ActivationFunctions.Sigmoid<TSimd, TVector>(TSimd.Add(TSimd.Load(gates), TSimd.Load(u)));
                TVector z = ActivationFunctions.Sigmoid<TSimd, TVector>(TSimd.Add(TSimd.Load(gates + Units), TSimd.Load(u + Units)));
                TVector sum = TSimd.FusedMultiplyAdd(r, TSimd.Load(u + candidate), TSimd.Load(gates + candidate));
                TVector n = ActivationFunctions.Tanh<TSimd, TVector>(sum);
                TVector h = TSimd.FusedMultiplyAdd(z, TSimd.Subtract(TSimd.Load(Previous + index), n), n);
                TSimd.Store(r, gates);
                TSimd.Store(z, gates + Units);
                TSimd.Store(n, gates + candidate);
                TSimd.Store(h, Output + index);
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
        public float* Recurrent;
        public int RecurrentStride;
        public float* Previous;
        public int PreviousStride;
        public float* OutputGradient;
        public int OutputGradientStride;
        public float* NextGradient;
        public int NextGradientStride;
        public float* GateGradient;
        public int GateGradientStride;
        public float* RecurrentGradient;
        public int RecurrentGradientStride;

        public readonly BackwardPass At(nint row) => this with
        {
            Gates = Gates + (row * GatesStride),
            Recurrent = Recurrent + (row * RecurrentStride),
            Previous = Previous + (row * PreviousStride),
            OutputGradient = OutputGradient + (row * OutputGradientStride),
            NextGradient = NextGradient + (row * NextGradientStride),
            GateGradient = GateGradient + (row * GateGradientStride),
            RecurrentGradient = RecurrentGradient + (row * RecurrentGradientStride),
        };

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            nint candidate = 2 * (nint)Units;
            TVector one = TSimd.Broadcast(1f);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                float* gates = Gates + index;
                float* inputs = GateGradient + index;
                float* recurrent = RecurrentGradient + index;
                TVector r = TSimd.Load(gates);
                TVector z = TSimd.Load(gates + Units);
                TVector n = TSimd.Load(gates + candidate);
                TVector dh = TSimd.Add(TSimd.Load(OutputGradient + index), TSimd.Load(NextGradient + index));
                TVector share = TSimd.Multiply(dh, TSimd.Subtract(one, z));
                TVector dn = TSimd.Multiply(share, ActivationFunctions.TanhDerivative<TSimd, TVector>(n));
                TVector change = TSimd.Subtract(TSimd.Load(Previous + index), n);
                TVector dz = TSimd.Multiply(TSimd.Multiply(dh, change), ActivationFunctions.SigmoidDerivative<TSimd, TVector>(z));
                TVector sum = TSimd.Load(Recurrent + index + candidate);
                TVector dr = TSimd.Multiply(TSimd.Multiply(dn, sum), ActivationFunctions.SigmoidDerivative<TSimd, TVector>(r));
                TSimd.Store(dr, inputs);
                TSimd.Store(dz, inputs + Units);
                TSimd.Store(dn, inputs + candidate);
                TSimd.Store(dr, recurrent);
                TSimd.Store(dz, recurrent + Units);
                TSimd.Store(TSimd.Multiply(dn, r), recurrent + candidate);
                TSimd.Store(TSimd.Multiply(dh, z), NextGradient + index);
            }

            return index;
        }
    }
}
