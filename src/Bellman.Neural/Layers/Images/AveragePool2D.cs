using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// The mean of each window, channel by channel. Backward, each of a window's n elements gets an n-th of its gradient.
/// </summary>
public sealed class AveragePool2D : PoolLayer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="kernel">The height and width of a window, positive, at most those of the image.</param>
    /// <param name="stride">The distance between windows, positive; by default the kernel's size, so that they do not overlap.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public AveragePool2D(int kernel, int? stride = null)
        : base(kernel, stride)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"AveragePool2D({Kernel}x{Kernel}/{Stride})";

    private protected override void Forward(PoolShape shape, ReadOnlySpan<float> input, Span<float> output) =>
        PoolKernels.Average(shape, input, output);

    private protected override void AddGradient(
        PoolShape shape,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient) => PoolKernels.AddAverageGradient(shape, outputGradient, inputGradient);
}
