namespace Bellman.Neural.Benchmarks;

/// <summary>A network of two equal hidden layers between eight inputs and four outputs, and a batch.</summary>
public sealed record Shape(int Hidden, int Batch)
{
    public const int Inputs = 8;
    public const int Outputs = 4;

    /// <summary>Operations of one forward pass; a fused multiply-add counts as two.</summary>
    public double ForwardOperations => 2.0 * Batch * ((Inputs * Hidden) + (Hidden * Hidden) + (Hidden * Outputs));

    /// <summary>Operations of one backward pass by parameters; the first layer needs no gradient by its inputs.</summary>
    public double BackwardOperations => (2 * ForwardOperations) - (2.0 * Batch * Inputs * Hidden);

    public override string ToString() => $"8-{Hidden}-{Hidden}-4/b{Batch}";
}
