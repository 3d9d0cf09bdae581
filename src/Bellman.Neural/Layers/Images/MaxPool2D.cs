using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// The largest element of each window, channel by channel. Backward, the gradient goes to that element, the first of those that are equal,
/// row by row.
/// </summary>
public sealed class MaxPool2D : PoolLayer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="kernel">The height and width of a window, positive, at most those of the image.</param>
    /// <param name="stride">The distance between windows, positive; by default the kernel's size, so that they do not overlap.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public MaxPool2D(int kernel, int? stride = null)
        : base(kernel, stride)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool2D({Kernel}x{Kernel}/{Stride})";

    private protected override void Forward(PoolShape shape, ReadOnlySpan<float> input, Span<float> output) =>
        PoolKernels.Max(shape, input, output);

    private protected override void AddGradient(
        PoolShape shape,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient) => PoolKernels.AddMaxGradient(shape, input, output, outputGradient, inputGradient);
}
