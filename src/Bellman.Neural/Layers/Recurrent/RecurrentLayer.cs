using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// A layer that remembers: at each step of a sequence its gates see the input and the layer's own output of the step before. Rows are
/// steps of sequences (<see cref="LayerContext.Sequences"/>); the layers before and after see nothing but rows.
/// </summary>
/// <remarks>
/// <para>
/// The inputs' share of all gates' sums is one product over all rows; only the share of the previous outputs is a product for each step.
/// The gradients by both matrices are one product over all rows each.
/// </para>
/// <para>
/// Parameters are PyTorch's: <c>weight_ih</c> of shape <c>[gates x units, inputs]</c>, <c>weight_hh</c> <c>[gates x units, units]</c>,
/// <c>bias_ih</c> and <c>bias_hh</c>, uniform in +-1/sqrt(units) unless initialisers are given.
/// </para>
/// </remarks>
public abstract class RecurrentLayer : Layer
{
    private const int InputWeights = 0;
    private const int RecurrentWeights = 1;
    private const int InputBias = 2;
    private const int RecurrentBias = 3;

    private readonly Initializer _inputInitializer;
    private readonly Initializer _recurrentInitializer;
    private readonly Initializer _biasInitializer;

    private protected RecurrentLayer(
        int units, Initializer? inputInitializer, Initializer? recurrentInitializer, Initializer? biasInitializer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        Units = units;
        var uniform = new UniformInitializer(_ => 1.0 / Math.Sqrt(units));
        _inputInitializer = inputInitializer ?? uniform;
        _recurrentInitializer = recurrentInitializer ?? uniform;
        _biasInitializer = biasInitializer ?? uniform;
    }

    /// <summary>The number of units: of outputs, and of elements that are remembered.</summary>
    public int Units { get; }

    /// <summary>The number of gates, the candidate counted.</summary>
    private protected abstract int Gates { get; }

    /// <summary>The number of vectors that a sequence carries along.</summary>
    private protected abstract int StateVectors { get; }

    /// <summary>The number of rows of gates' length that the layer keeps for each row.</summary>
    private protected abstract int GateTapes { get; }

    /// <summary>The number of rows of units' length that the layer keeps for each row.</summary>
    private protected abstract int UnitTapes { get; }

    /// <summary>The number of units, padded.</summary>
    private protected int Width => AlignedBuffer.Pad(Units);

    private int GateStride => AlignedBuffer.RowStride(Gates * Width);

    private int UnitStride => AlignedBuffer.RowStride(Units);

    /// <inheritdoc/>
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddGates("weight_ih", Gates, Units, builder.InputSize, _inputInitializer);
        builder.AddGates("weight_hh", Gates, Units, Units, _recurrentInitializer);
        builder.AddGateBiases("bias_ih", Gates, Units, _biasInitializer);
        builder.AddGateBiases("bias_hh", Gates, Units, _biasInitializer);
        builder.AddState(StateVectors * Width);
        builder.AddScratch(FixedScratch(builder.InputSize), (GateTapes * GateStride) + (UnitTapes * UnitStride));
        return Units;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        int sequences = context.Sequences;
        LinearKernels.Forward(
            InputShape(context), context.Input, context.Values(InputWeights), FirstBias(context), GateTape(context, 0).Elements);
        for (int step = 0; step < context.Steps; step++)
        {
            int row = step * sequences;
            for (int vector = 0; vector < StateVectors; vector++)
            {
                RowSpan tape = UnitTape(context, vector).From(row);
                if (step == 0)
                {
                    Copy(sequences, StateVector(context, vector), tape);
                }

                ClearStarts(context, row, tape);
            }

            ForwardStep(context, row, step == context.Steps - 1);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        int sequences = context.Sequences;
        LinearKernels.Transpose(Units, Gates * Width, context.Values(RecurrentWeights), context.Scratch);
        for (int vector = 0; vector < StateVectors; vector++)
        {
            Copy(sequences, StateVector(context, vector), StateGradient(context, vector));
        }

        for (int step = context.Steps - 1; step >= 0; step--)
        {
            int row = step * sequences;
            BackwardStep(context, row);
            for (int vector = 0; vector < StateVectors; vector++)
            {
                ClearStarts(context, row, StateGradient(context, vector));
            }
        }

        for (int vector = 0; vector < StateVectors && context.StateStride > 0; vector++)
        {
            Copy(sequences, StateGradient(context, vector), StateVector(context, vector));
        }

        WeightGradients(context);
    }

    /// <summary>One step of all sequences: from the gates' sums of the inputs to the outputs and the next step's states.</summary>
    /// <param name="context">The pass.</param>
    /// <param name="row">The first row of the step.</param>
    /// <param name="last">Whether it is the last step, which leaves the states to the caller.</param>
    private protected abstract void ForwardStep(in LayerContext context, int row, bool last);

    /// <summary>One step of all sequences backward.</summary>
    /// <param name="context">The pass.</param>
    /// <param name="row">The first row of the step.</param>
    private protected abstract void BackwardStep(in LayerContext context, int row);

    /// <summary>The gradients by the gates' sums of the inputs.</summary>
    private protected abstract RowSpan InputSumGradients(in LayerContext context);

    /// <summary>The gradients by the gates' sums of the previous outputs.</summary>
    private protected abstract RowSpan RecurrentSumGradients(in LayerContext context);

    private protected RowSpan GateTape(in LayerContext context, int tape) =>
        new(context.Scratch[(FixedScratch(context.InputSize) + (tape * context.Batch * GateStride))..], GateStride);

    /// <summary>The first ones hold the states before each step.</summary>
    private protected RowSpan UnitTape(in LayerContext context, int tape)
    {
        int before = FixedScratch(context.InputSize) + (GateTapes * context.Batch * GateStride);
        return new RowSpan(context.Scratch[(before + (tape * context.Batch * UnitStride))..], UnitStride);
    }

    /// <summary>The gradients by the states after the step that went backward last; the layer's last tapes.</summary>
    private protected RowSpan StateGradient(in LayerContext context, int vector) =>
        UnitTape(context, UnitTapes - StateVectors + vector);

    /// <summary>One vector of the states of the caller, from whom they come and to whom they go.</summary>
    private protected RowSpan StateVector(in LayerContext context, int vector) =>
        context.StateStride == 0 ? default : new RowSpan(context.State.Elements[(vector * Width)..], context.StateStride);

    /// <summary>Where the states after a step go: to the next step, or to the caller.</summary>
    private protected RowSpan NextState(in LayerContext context, int vector, int row, bool last) =>
        last ? StateVector(context, vector) : UnitTape(context, vector).From(row + context.Sequences);

    /// <summary>Adds the previous outputs' share to the gates' sums.</summary>
    private protected void AddRecurrentSums(in LayerContext context, int row) => LinearKernels.AddForward(
        RecurrentShape(context.Sequences),
        UnitTape(context, 0).From(row).Elements,
        context.Values(RecurrentWeights),
        GateTape(context, 0).From(row).Elements);

    /// <summary>Computes the previous outputs' share of the gates' sums, biases included.</summary>
    private protected void RecurrentSums(in LayerContext context, int row, RowSpan sums) => LinearKernels.Forward(
        RecurrentShape(context.Sequences),
        UnitTape(context, 0).From(row).Elements,
        context.Values(RecurrentWeights),
        context.Values(RecurrentBias),
        sums.Elements);

    /// <summary>From the gradients by the recurrent sums that by the previous outputs.</summary>
    private protected void BackwardRecurrent(in LayerContext context, RowSpan sums, bool accumulate) => LinearKernels.BackwardTransposed(
        RecurrentShape(context.Sequences), sums.Elements, context.Scratch, StateGradient(context, 0).Elements, accumulate);

    /// <summary>The biases that the gates' sums of the inputs begin with.</summary>
    private protected virtual ReadOnlySpan<float> FirstBias(in LayerContext context) => context.Values(InputBias);

    /// <summary>Both biases added, for a layer that never sees the two sums apart.</summary>
    private protected ReadOnlySpan<float> BothBiases(in LayerContext context)
    {
        Span<float> sum = context.Scratch.Slice(TransposedLength, Gates * Width);
        context.Values(InputBias).CopyTo(sum);
        Vectors.Add(sum, context.Values(RecurrentBias));
        return sum;
    }

    private int TransposedLength => LinearKernels.TransposedLength(Units, Gates * Width);

    /// <summary>The scratch memory that does not depend on the batch: transposed weights, biases, what the inputs' gradient needs.</summary>
    private int FixedScratch(int inputs) =>
        TransposedLength + (Gates * Width) + AlignedBuffer.Pad(LinearKernels.ScratchLength(inputs, Gates * Width, MatrixLayout.Panels));

    private void WeightGradients(in LayerContext context)
    {
        LinearShape shape = InputShape(context);
        ReadOnlySpan<float> inputSums = InputSumGradients(context).Elements;
        if (context.WantsParameterGradients)
        {
            LinearKernels.WeightGradient(
                shape, context.Input, inputSums, context.Gradients(InputWeights), context.Gradients(InputBias), context.Accumulate);
            LinearKernels.WeightGradient(
                RecurrentShape(context.Batch),
                UnitTape(context, 0).Elements,
                RecurrentSumGradients(context).Elements,
                context.Gradients(RecurrentWeights),
                context.Gradients(RecurrentBias),
                context.Accumulate);
        }

        if (context.WantsInputGradient)
        {
            Span<float> scratch = context.Scratch[(TransposedLength + (Gates * Width))..];
            LinearKernels.InputGradient(
                shape, inputSums, context.Values(InputWeights), context.Input, context.InputGradient, scratch);
        }
    }

    private LinearShape InputShape(in LayerContext context) =>
        context.Linear(Gates * Width) with { OutputStride = GateStride, Layout = MatrixLayout.Panels };

    private LinearShape RecurrentShape(int rows) => new()
    {
        Batch = rows,
        Inputs = Units,
        Outputs = Gates * Width,
        InputStride = UnitStride,
        OutputStride = GateStride,
        Layout = MatrixLayout.Panels,
    };

    private void Copy(int rows, RowSpan from, RowSpan to)
    {
        for (int row = 0; row < rows; row++)
        {
            if (from.Stride == 0)
            {
                to.Row(row, Width).Clear();
            }
            else
            {
                from.Row(row, Width).CopyTo(to.Row(row, Width));
            }
        }
    }

    /// <summary>Clears what belongs to sequences whose episode starts at a step.</summary>
    private void ClearStarts(in LayerContext context, int row, RowSpan vectors)
    {
        if (context.EpisodeStarts.IsEmpty)
        {
            return;
        }

        ReadOnlySpan<bool> starts = context.EpisodeStarts.Slice(row, context.Sequences);
        for (int sequence = 0; sequence < starts.Length; sequence++)
        {
            if (starts[sequence])
            {
                vectors.Row(sequence, Width).Clear();
            }
        }
    }
}
