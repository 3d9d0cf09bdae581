using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// A gated recurrent unit (Cho et al. 2014) in the form of PyTorch and cuDNN, whose reset gate acts on the recurrent sum: with <c>h'</c>
/// the output of the step before, <c>r, z = sigmoid(W x + b + U h' + d)</c>, <c>n = tanh(W x + b + r (U h' + d))</c> and
/// <c>h = (1 - z) n + z h'</c>.
/// </summary>
/// <remarks>
/// Gates are ordered r, z, n. Backward, from the last step to the first, with <c>dh</c> the gradient by <c>h</c> from the outputs and from
/// the next step and <c>u</c> the candidate's recurrent sum: by the sums of the inputs <c>dn = dh (1 - z) (1 - n^2)</c>,
/// <c>dr = dn u r (1 - r)</c>, <c>dz = dh (h' - n) z (1 - z)</c>; by the recurrent sums <c>dr</c>, <c>dz</c> and <c>dn r</c>; to the step
/// before <c>dh' = dh z + (dr, dz, dn r) U</c>. Over all steps <c>dW = sum x^T (dr, dz, dn)</c>, <c>dU = sum h'^T (dr, dz, dn r)</c>,
/// <c>dx = (dr, dz, dn) W</c>.
/// </remarks>
public sealed class Gru : RecurrentLayer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="units">The number of units, positive.</param>
    /// <param name="inputInitializer">Fills the weights of the inputs; by default uniform in +-1/sqrt(units), as PyTorch does.</param>
    /// <param name="recurrentInitializer">Fills the weights of the previous outputs; by default the same.</param>
    /// <param name="biasInitializer">Fills both biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive.</exception>
    public Gru(
        int units, Initializer? inputInitializer = null, Initializer? recurrentInitializer = null, Initializer? biasInitializer = null)
        : base(units, inputInitializer, recurrentInitializer, biasInitializer)
    {
    }

    private protected override int Gates => 3;

    private protected override int StateVectors => 1;

    /// <summary>Gates, recurrent sums, and the gradients by both sums.</summary>
    private protected override int GateTapes => 4;

    /// <summary>Previous outputs and the gradient by outputs.</summary>
    private protected override int UnitTapes => 2;

    /// <inheritdoc/>
    public override string ToString() => $"Gru({Units})";

    private protected override void ForwardStep(in LayerContext context, int row, bool last)
    {
        RowSpan sums = GateTape(context, 1).From(row);
        RecurrentSums(context, row, sums);
        GruKernels.Forward(
            context.Sequences,
            Width,
            GateTape(context, 0).From(row),
            sums,
            UnitTape(context, 0).From(row),
            new RowSpan(context.Output, context.OutputStride).From(row),
            NextState(context, 0, row, last));
    }

    private protected override void BackwardStep(in LayerContext context, int row)
    {
        RowSpan recurrentGradients = RecurrentSumGradients(context).From(row);
        GruKernels.Backward(
            context.Sequences,
            Width,
            GateTape(context, 0).From(row),
            GateTape(context, 1).From(row),
            UnitTape(context, 0).From(row),
            new RowSpan(context.OutputGradient, context.OutputStride).From(row),
            StateGradient(context, 0),
            InputSumGradients(context).From(row),
            recurrentGradients);
        BackwardRecurrent(context, recurrentGradients, accumulate: true);
    }

    private protected override RowSpan InputSumGradients(in LayerContext context) => GateTape(context, 2);

    private protected override RowSpan RecurrentSumGradients(in LayerContext context) => GateTape(context, 3);
}
