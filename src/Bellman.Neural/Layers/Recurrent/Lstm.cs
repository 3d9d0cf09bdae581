using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000): with <c>h'</c> and <c>c'</c> the
/// output and the cells of the step before, <c>i, f, o = sigmoid(W x + b + U h' + d)</c> and <c>g = tanh(...)</c> alike, then
/// <c>c = f c' + i g</c> and <c>h = o tanh(c)</c>.
/// </summary>
/// <remarks>
/// Gates are ordered i, f, g, o as in PyTorch. Backward, from the last step to the first, with <c>dh</c> the gradient by <c>h</c> from the
/// outputs and from the next step, and <c>dc</c> that by <c>c</c> from the next step: <c>dc += dh o (1 - tanh(c)^2)</c>; by the gates' sums
/// <c>di = dc g i (1 - i)</c>, <c>df = dc c' f (1 - f)</c>, <c>dg = dc i (1 - g^2)</c>, <c>do = dh tanh(c) o (1 - o)</c>; to the step before
/// <c>dc' = dc f</c> and <c>dh' = (di, df, dg, do) U</c>. Over all steps <c>dW = sum x^T (di, df, dg, do)</c>, <c>dU</c> the same with
/// <c>h'</c>, <c>dx = (di, df, dg, do) W</c>.
/// </remarks>
public sealed class Lstm : RecurrentLayer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="units">The number of units, positive.</param>
    /// <param name="inputInitializer">Fills the weights of the inputs; by default uniform in +-1/sqrt(units), as PyTorch does.</param>
    /// <param name="recurrentInitializer">Fills the weights of the previous outputs; by default the same.</param>
    /// <param name="biasInitializer">Fills both biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive.</exception>
    public Lstm(
        int units, Initializer? inputInitializer = null, Initializer? recurrentInitializer = null, Initializer? biasInitializer = null)
        : base(units, inputInitializer, recurrentInitializer, biasInitializer)
    {
    }

    private protected override int Gates => 4;

    private protected override int StateVectors => 2;

    private protected override int GateTapes => 2;

    /// <summary>Previous outputs, previous cells, the tangents of the cells, and the gradients by outputs and cells.</summary>
    private protected override int UnitTapes => 5;

    /// <inheritdoc/>
    public override string ToString() => $"Lstm({Units})";

    private protected override ReadOnlySpan<float> FirstBias(in LayerContext context) => BothBiases(context);

    private protected override void ForwardStep(in LayerContext context, int row, bool last)
    {
        AddRecurrentSums(context, row);
        LstmKernels.Forward(
            context.Sequences,
            Width,
            GateTape(context, 0).From(row),
            UnitTape(context, 1).From(row),
            UnitTape(context, 2).From(row),
            new RowSpan(context.Output, context.OutputStride).From(row),
            NextState(context, 1, row, last),
            NextState(context, 0, row, last));
    }

    private protected override void BackwardStep(in LayerContext context, int row)
    {
        RowSpan gateGradients = InputSumGradients(context).From(row);
        LstmKernels.Backward(
            context.Sequences,
            Width,
            GateTape(context, 0).From(row),
            UnitTape(context, 1).From(row),
            UnitTape(context, 2).From(row),
            new RowSpan(context.OutputGradient, context.OutputStride).From(row),
            StateGradient(context, 0),
            StateGradient(context, 1),
            gateGradients);
        BackwardRecurrent(context, gateGradients, accumulate: false);
    }

    private protected override RowSpan InputSumGradients(in LayerContext context) => GateTape(context, 1);

    private protected override RowSpan RecurrentSumGradients(in LayerContext context) => GateTape(context, 1);
}
