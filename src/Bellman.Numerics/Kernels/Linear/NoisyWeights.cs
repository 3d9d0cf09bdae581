using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>
/// Weights with factorised noise (Fortunato et al. 2018, section 3): <c>W[o, i] = m[o, i] + s[o, i] n[o] e[i]</c>, in the layouts of <see cref="LinearKernels"/>. Noise is padded with zeros to 16 elements, so
/// that the padding of weights stays zero.
/// </summary>
public static class NoisyWeights
{
    /// <summary>Computes the weights.</summary>
    /// <param name="layout">How all matrices are stored.</param>
    /// <param name="means">The means m.</param>
    /// <param name="deviations">The deviations s.</param>
    /// <param name="outputNoise">The noise n of the outputs, padded; its length says how many there are with <see cref="MatrixLayout.Panels"/>.</param>
    /// <param name="inputNoise">The noise e of the inputs, without padding with panels, padded with rows.</param>
    /// <param name="weights">Receives the weights.</param>
    public static void Compose(
        MatrixLayout layout,
        ReadOnlySpan<float> means,
        ReadOnlySpan<float> deviations,
        ReadOnlySpan<float> outputNoise,
        ReadOnlySpan<float> inputNoise,
        Span<float> weights)
    {
        Vectors.CheckLengths(weights.Length, means.Length, nameof(means));
        Vectors.CheckLengths(weights.Length, deviations.Length, nameof(deviations));
        Combine(layout, means, deviations, outputNoise, inputNoise, weights);
    }

    /// <summary>Computes from the gradient by the weights that by the deviations, <c>ds[o, i] = dW[o, i] n[o] e[i]</c>, and adds it.</summary>
    /// <param name="layout">How all matrices are stored.</param>
    /// <param name="weightGradient">The gradient by the weights.</param>
    /// <param name="outputNoise">The noise of the outputs, as for <see cref="Compose"/>.</param>
    /// <param name="inputNoise">The noise of the inputs, as for <see cref="Compose"/>.</param>
    /// <param name="deviationGradient">What the gradient by the deviations is added to.</param>
    public static void AddDeviationGradient(
        MatrixLayout layout,
        ReadOnlySpan<float> weightGradient,
        ReadOnlySpan<float> outputNoise,
        ReadOnlySpan<float> inputNoise,
        Span<float> deviationGradient)
    {
        Vectors.CheckLengths(deviationGradient.Length, weightGradient.Length, nameof(weightGradient));
        Combine(layout, deviationGradient, weightGradient, outputNoise, inputNoise, deviationGradient);
    }

    /// <summary>
    /// <c>result = first + second * (n e)</c> for each element, products and sums rounded each, so that the bits are the same for every vector width. Sixteen elements have one noise of one of the two
    /// sides in common: with rows the output's, with panels the input's.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(
        MatrixLayout layout, ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> outputNoise, ReadOnlySpan<float> inputNoise, Span<float> result)
    {
        ref float f = ref MemoryMarshal.GetReference(first);
        ref float s = ref MemoryMarshal.GetReference(second);
        ref float r = ref MemoryMarshal.GetReference(result);
        bool rows = layout == MatrixLayout.Rows;
        ref float along = ref MemoryMarshal.GetReference(rows ? inputNoise : outputNoise);
        ReadOnlySpan<float> across = rows ? outputNoise : inputNoise;
        int length = rows ? inputNoise.Length : outputNoise.Length, place = 0;
        for (int start = 0; start < length && place < result.Length;)
        {
            int width = rows ? length : PanelLayout.WidthAt(start, length);
            for (int step = 0; step < across.Length && place < result.Length; step++)
            {
                Vector512<float> factor = Vector512.Create(across[step]);
                for (int i = start; i < start + width; i += 16, place += 16)
                {
                    Vector512<float> product = Vector512.LoadUnsafe(ref s, (nuint)place) * (factor * Vector512.LoadUnsafe(ref along, (nuint)i));
                    (Vector512.LoadUnsafe(ref f, (nuint)place) + product).StoreUnsafe(ref r, (nuint)place);
                }
            }

            start += width;
        }
    }
}
