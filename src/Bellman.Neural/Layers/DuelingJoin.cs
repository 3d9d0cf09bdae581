using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// Joins a value and advantages that the layer before has computed to action values, <c>q_a = v + a_a - mean(a)</c> (Wang et al. 2016, equation 9), each of which may be several numbers: the logits or
/// quantiles of a distribution, one by one (Hessel et al. 2018). The inputs are those of the value, then those of the first action, and so on.
/// </summary>
/// <remarks>It has no parameters. Backward, with <c>g</c> the gradient by <c>q</c>: <c>dv = sum_a(g_a)</c>, <c>da_a = g_a - mean(g)</c>.</remarks>
public sealed class DuelingJoin : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="actions">The number of actions, positive.</param>
    /// <param name="perAction">How many numbers each action has, positive. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public DuelingJoin(int actions, int perAction = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perAction);
        Actions = actions;
        PerAction = perAction;
    }

    /// <summary>The number of actions.</summary>
    public int Actions { get; }

    /// <summary>How many numbers each action has.</summary>
    public int PerAction { get; }

    /// <summary>How many inputs it takes: those of the value and of all actions.</summary>
    public int InputsTaken => (Actions + 1) * PerAction;

    /// <inheritdoc/>
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.InputSize != InputsTaken)
            throw new ArgumentException($"{this} joins {InputsTaken} numbers, but {builder.InputSize} come in.", nameof(builder));
        return Actions * PerAction;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        for (int row = 0; row < context.Batch; row++)
        {
            ReadOnlySpan<float> input = context.Input.Slice(row * context.InputStride, InputsTaken);
            Span<float> output = context.Output.Slice(row * context.OutputStride, Actions * PerAction);
            for (int i = 0; i < PerAction; i++)
            {
                float sum = 0;
                for (int a = 1; a <= Actions; a++) sum += input[(a * PerAction) + i];
                float offset = input[i] - (sum / Actions);
                for (int a = 0; a < Actions; a++) output[(a * PerAction) + i] = input[((a + 1) * PerAction) + i] + offset;
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        if (!context.WantsInputGradient) return;
        for (int row = 0; row < context.Batch; row++)
        {
            ReadOnlySpan<float> gradient = context.OutputGradient.Slice(row * context.OutputStride, Actions * PerAction);
            Span<float> input = context.InputGradient.Slice(row * context.InputStride, InputsTaken);
            for (int i = 0; i < PerAction; i++)
            {
                float sum = 0;
                for (int a = 0; a < Actions; a++) sum += gradient[(a * PerAction) + i];
                input[i] = sum;
                for (int a = 0; a < Actions; a++) input[((a + 1) * PerAction) + i] = gradient[(a * PerAction) + i] - (sum / Actions);
            }
        }

        int length = context.Batch * context.InputStride;
        Activations.MultiplyByDerivative(
            context.InputActivation.Kind, context.InputActivation.Slope, context.Input[..length], context.InputGradient[..length]);
    }

    /// <inheritdoc/>
    public override string ToString() => PerAction == 1 ? $"DuelingJoin({Actions})" : $"DuelingJoin({Actions} x {PerAction})";
}
