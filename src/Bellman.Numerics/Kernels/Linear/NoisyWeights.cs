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
        var runs = new Runs(layout, outputNoise, inputNoise, weights.Length);
        while (runs.Next(out int start, out ReadOnlySpan<float> noise, out float factor))
            Combine(means.Slice(start, noise.Length), deviations.Slice(start, noise.Length), noise, factor, weights.Slice(start, noise.Length));
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
        var runs = new Runs(layout, outputNoise, inputNoise, deviationGradient.Length);
        while (runs.Next(out int start, out ReadOnlySpan<float> noise, out float factor))
        {
            Span<float> sums = deviationGradient.Slice(start, noise.Length);
            Combine(sums, weightGradient.Slice(start, noise.Length), noise, factor, sums);
        }
    }

    /// <summary><c>result = first + second * (factor * noise)</c>, products and sums rounded each, so that the bits are the same for every vector width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine(ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> noise, float factor, Span<float> result)
    {
        ref float f = ref MemoryMarshal.GetReference(first);
        ref float s = ref MemoryMarshal.GetReference(second);
        ref float n = ref MemoryMarshal.GetReference(noise);
        ref float r = ref MemoryMarshal.GetReference(result);
        Vector512<float> scale = Vector512.Create(factor);
        for (nuint i = 0; i + 16 <= (nuint)noise.Length; i += 16)
        {
            Vector512<float> product = Vector512.LoadUnsafe(ref s, i) * (scale * Vector512.LoadUnsafe(ref n, i));
            (Vector512.LoadUnsafe(ref f, i) + product).StoreUnsafe(ref r, i);
        }
    }

    /// <summary>The stretches of a stored matrix along which one of the two noises is a single number.</summary>
    private ref struct Runs(MatrixLayout layout, ReadOnlySpan<float> outputNoise, ReadOnlySpan<float> inputNoise, int length)
    {
        private readonly ReadOnlySpan<float> _outputs = outputNoise;
        private readonly ReadOnlySpan<float> _inputs = inputNoise;
        private int _start;
        private int _panel;
        private int _step;

        public bool Next(out int start, out ReadOnlySpan<float> noise, out float factor)
        {
            start = _start;
            noise = default;
            factor = 0;
            if (_start >= length) return false;
            if (layout == MatrixLayout.Rows)
            {
                noise = _inputs;
                factor = _outputs[_step++];
            }
            else
            {
                noise = _outputs.Slice(_panel, PanelLayout.WidthAt(_panel, _outputs.Length));
                factor = _inputs[_step++];
                if (_step == _inputs.Length)
                {
                    _step = 0;
                    _panel += noise.Length;
                }
            }

            _start += noise.Length;
            return true;
        }
    }
}
