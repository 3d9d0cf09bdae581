using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>Passes forward and backward.</summary>
public sealed partial class Network
{
    /// <summary>Computes the outputs for a batch.</summary>
    /// <param name="parameters">Parameters of this network.</param>
    /// <param name="input"><paramref name="batch"/> rows of <see cref="InputSize"/> numbers without padding.</param>
    /// <param name="batch">The number of rows, from 1 to the workspace's largest.</param>
    /// <param name="workspace">A workspace of this network.</param>
    /// <returns>As many rows of outputs, <see cref="OutputStride"/> apart; they stay until the next forward pass.</returns>
    /// <exception cref="ArgumentException">The input is not of the size stated, or an argument belongs to another network.</exception>
    /// <exception cref="InvalidOperationException">A layer is recurrent: a pass needs a state.</exception>
    public ReadOnlySpan<float> Forward(Parameters parameters, ReadOnlySpan<float> input, int batch, Workspace workspace)
    {
        CopyInput(input, batch, workspace);
        return Forward(parameters, batch, workspace);
    }

    /// <summary>Computes the outputs for the rows that the caller has written to <see cref="Workspace.Input"/>.</summary>
    /// <param name="parameters">Parameters of this network.</param>
    /// <param name="batch">The number of rows, from 1 to the workspace's largest.</param>
    /// <param name="workspace">A workspace of this network.</param>
    /// <returns>As many rows of outputs, <see cref="OutputStride"/> apart; they stay until the next forward pass.</returns>
    /// <exception cref="ArgumentException">An argument belongs to another network.</exception>
    /// <exception cref="InvalidOperationException">A layer is recurrent: a pass needs a state.</exception>
    public ReadOnlySpan<float> Forward(Parameters parameters, int batch, Workspace workspace)
    {
        if (IsRecurrent)
        {
            throw new InvalidOperationException(
                $"{this} is recurrent: pass the states of the sequences (CreateState), so that nothing is forgotten by mistake.");
        }

        return Forward(parameters, batch, workspace, null, default);
    }

    /// <summary>Computes the outputs for a batch of sequences.</summary>
    /// <param name="parameters">Parameters of this network.</param>
    /// <param name="input"><paramref name="batch"/> rows of <see cref="InputSize"/> numbers without padding.</param>
    /// <param name="batch">
    /// The number of rows: steps times sequences, row <c>t x sequences + s</c> being step <c>t</c> of sequence <c>s</c>.
    /// </param>
    /// <param name="workspace">A workspace of this network.</param>
    /// <param name="state">The state of each sequence before the first step; afterwards that after the last.</param>
    /// <param name="episodeStarts">
    /// For each row whether an episode starts there, so that the state before it is zero; empty if none starts within the pass.
    /// </param>
    /// <returns>As many rows of outputs, <see cref="OutputStride"/> apart; they stay until the next forward pass.</returns>
    /// <exception cref="ArgumentException">
    /// The input or the flags are not of the size stated, the rows are not whole steps, or an argument belongs to another network.
    /// </exception>
    public ReadOnlySpan<float> Forward(
        Parameters parameters,
        ReadOnlySpan<float> input,
        int batch,
        Workspace workspace,
        RecurrentState state,
        ReadOnlySpan<bool> episodeStarts = default)
    {
        CopyInput(input, batch, workspace);
        return Forward(parameters, batch, workspace, state, episodeStarts);
    }

    /// <summary>
    /// Computes the outputs for sequences whose rows the caller has written to <see cref="Workspace.Input"/>. The number of sequences is
    /// that of the state: acting in eight worlds is a pass over eight rows with eight states, learning from 32 sequences of 16 steps one over
    /// 512 rows with 32 states, and burning in the same pass over the first steps of each without a backward pass.
    /// </summary>
    /// <param name="parameters">Parameters of this network.</param>
    /// <param name="batch">
    /// The number of rows: steps times sequences, row <c>t x sequences + s</c> being step <c>t</c> of sequence <c>s</c>.
    /// </param>
    /// <param name="workspace">A workspace of this network.</param>
    /// <param name="state">
    /// The state of each sequence before the first step; afterwards that after the last. Null takes every row for itself, which only a
    /// network without recurrent layers can do.
    /// </param>
    /// <param name="episodeStarts">
    /// For each row whether an episode starts there, so that the state before it is zero; empty if none starts within the pass.
    /// </param>
    /// <returns>As many rows of outputs, <see cref="OutputStride"/> apart; they stay until the next forward pass.</returns>
    /// <exception cref="ArgumentException">
    /// The flags are not as many as rows, the rows are not whole steps, or an argument belongs to another network.
    /// </exception>
    public ReadOnlySpan<float> Forward(
        Parameters parameters, int batch, Workspace workspace, RecurrentState? state, ReadOnlySpan<bool> episodeStarts = default)
    {
        Check(parameters);
        Check(workspace);
        workspace.CheckBatch(batch);
        if (state != null || IsRecurrent)
        {
            Check(state!, batch, nameof(state));
        }

        workspace.Remember(batch, state?.Sequences ?? batch, episodeStarts);
        for (int i = 0; i < _slots.Length; i++)
        {
            LayerContext context = Context(i, parameters, batch, workspace, state);
            _slots[i].Layer.Forward(context);
        }

        return workspace.Outputs(_slots.Length - 1)[..(batch * OutputStride)];
    }

    /// <summary>
    /// Computes gradients by the chain rule from <see cref="Workspace.OutputGradient"/>, which the caller has filled, for the
    /// batch that went forward last. The contents of <see cref="Workspace.OutputGradient"/> are used up.
    /// </summary>
    /// <param name="parameters">The parameters of the forward pass; receives the gradients.</param>
    /// <param name="batch">The number of rows of the forward pass.</param>
    /// <param name="workspace">The workspace of the forward pass.</param>
    /// <param name="targets">By what to derive.</param>
    /// <param name="accumulate">Whether to add to the parameters' gradients instead of replacing them.</param>
    /// <param name="stateGradient">
    /// Null takes the states before the pass for constants (truncated backpropagation through time). Otherwise the gradient of the loss by
    /// the states after the pass, zero if nothing comes after it, replaced by that by the states before it.
    /// </param>
    /// <exception cref="ArgumentException">An argument belongs to another network, or the pass had another number of sequences.</exception>
    public void Backward(
        Parameters parameters,
        int batch,
        Workspace workspace,
        GradientTargets targets = GradientTargets.Parameters,
        bool accumulate = false,
        RecurrentState? stateGradient = null)
    {
        Check(parameters);
        Check(workspace);
        workspace.CheckBatch(batch);
        CheckSequences(batch, workspace, stateGradient);
        LayerSlot last = _slots[^1];
        Activations.MultiplyByDerivative(
            last.Layer.Activation.Kind,
            last.Layer.Activation.Slope,
            workspace.Outputs(_slots.Length - 1)[..(batch * OutputStride)],
            workspace.OutputGradient[..(batch * OutputStride)]);
        bool toInput = (targets & GradientTargets.Input) != 0;
        int first = toInput ? 0 : _firstTrained;
        for (int i = _slots.Length - 1; i >= first; i--)
        {
            LayerContext context = Context(i, parameters, batch, workspace, stateGradient) with
            {
                OutputGradient = workspace.Gradients(i),
                InputGradient = i > 0 ? workspace.Gradients(i - 1) : workspace.InputGradient,
                WantsParameterGradients = (targets & GradientTargets.Parameters) != 0,
                WantsInputGradient = i > first || toInput,
                Accumulate = accumulate,
            };
            _slots[i].Layer.Backward(context);
        }
    }

    /// <summary>Computes gradients by the chain rule for the batch that went forward last.</summary>
    /// <param name="parameters">The parameters of the forward pass; receives the gradients.</param>
    /// <param name="batch">The number of rows of the forward pass.</param>
    /// <param name="outputGradient">
    /// The gradient of the loss by the outputs, <paramref name="batch"/> rows of <see cref="OutputSize"/> without padding.
    /// </param>
    /// <param name="workspace">The workspace of the forward pass.</param>
    /// <param name="targets">By what to derive.</param>
    /// <param name="accumulate">Whether to add to the parameters' gradients instead of replacing them.</param>
    /// <param name="stateGradient">
    /// The gradient by the states after the pass, replaced by that by the states before it; null takes the latter for constants.
    /// </param>
    /// <exception cref="ArgumentException">The gradient is not of the size stated, or an argument belongs to another network.</exception>
    public void Backward(
        Parameters parameters,
        int batch,
        ReadOnlySpan<float> outputGradient,
        Workspace workspace,
        GradientTargets targets = GradientTargets.Parameters,
        bool accumulate = false,
        RecurrentState? stateGradient = null)
    {
        Check(workspace);
        workspace.CheckBatch(batch);
        if (outputGradient.Length != (long)batch * OutputSize)
        {
            throw new ArgumentException(
                $"{batch} rows of {OutputSize} outputs are {(long)batch * OutputSize} numbers, not {outputGradient.Length}.",
                nameof(outputGradient));
        }

        Span<float> rows = workspace.OutputGradient;
        for (int row = 0; row < batch; row++)
        {
            outputGradient.Slice(row * OutputSize, OutputSize).CopyTo(rows.Slice(row * OutputStride, OutputSize));
        }

        Backward(parameters, batch, workspace, targets, accumulate, stateGradient);
    }

    private void CopyInput(ReadOnlySpan<float> input, int batch, Workspace workspace)
    {
        Check(workspace);
        if (input.Length != (long)batch * InputSize)
        {
            throw new ArgumentException(
                $"{batch} rows of {InputSize} inputs are {(long)batch * InputSize} numbers, not {input.Length}.", nameof(input));
        }

        workspace.CheckBatch(batch);
        RowCopy.Copy(input, InputSize, InputSize, workspace.Input, InputStride, batch);
    }

    private LayerContext Context(int layer, Parameters parameters, int batch, Workspace workspace, RecurrentState? state)
    {
        LayerSlot slot = _slots[layer];
        return new LayerContext
        {
            Slot = slot,
            Batch = batch,
            InputSize = slot.InputSize,
            InputStride = slot.InputStride,
            OutputSize = slot.OutputSize,
            OutputStride = slot.OutputStride,
            Input = layer > 0 ? workspace.Outputs(layer - 1) : workspace.Input,
            Output = workspace.Outputs(layer),
            InputActivation = layer > 0 ? _slots[layer - 1].Layer.Activation : Activation.Identity,
            Scratch = workspace.Scratch(layer),
            AllValues = parameters.Values,
            AllGradients = parameters.Gradients,
            Sequences = workspace.Sequences,
            EpisodeStarts = workspace.EpisodeStarts,
            AllStates = state == null ? default : state.Values,
            StateStride = state?.Stride ?? 0,
        };
    }

    private void CheckSequences(int batch, Workspace workspace, RecurrentState? stateGradient)
    {
        if (stateGradient != null)
        {
            Check(stateGradient, batch, nameof(stateGradient));
        }

        if (IsRecurrent && (batch != workspace.Batch || (stateGradient != null && stateGradient.Sequences != workspace.Sequences)))
        {
            throw new ArgumentException(
                $"The forward pass had {workspace.Batch} rows of {workspace.Sequences} sequences.",
                stateGradient == null ? nameof(batch) : nameof(stateGradient));
        }
    }
}
