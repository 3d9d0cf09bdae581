namespace Bellman.Neural;

/// <summary>
/// Options of Adam with decoupled weight decay (Loshchilov and Hutter 2019): parameters shrink by <c>learning rate * decay</c>
/// before each step.
/// </summary>
public sealed record AdamWOptions : AdamOptions
{
    /// <summary>Makes the options; the weight decay is 0.01 unless stated, as in PyTorch.</summary>
    public AdamWOptions() => WeightDecay = 0.01f;
}
