using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>Finds what is not zero in rows of inputs that are mostly zeros, as the planes of a game on a grid are.</summary>
internal static unsafe class SparseRows
{
    /// <summary>The most inputs whose places are kept on the stack.</summary>
    private const int MostInputs = 4096;

    /// <summary>Fewer inputs or outputs are not worth a look.</summary>
    private const int LeastInputs = 128;

    private const int LeastOutputs = 32;

    /// <summary>One number in so many may be other than zero: the dense product keeps more sums in registers and has no places to find.</summary>
    private const int LeastZeros = 4;

    private const int Samples = 4;
    private const int Word = 64;
    private const int Lanes = 16;

    /// <summary>
    /// Whether products that leave out zeros are faster, judged by a few rows of the batch. The answer decides about time alone: a term of zero changes no sum, and the others keep their order.
    /// </summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">The rows.</param>
    public static bool Pay(in LinearShape shape, float* x)
    {
        if (shape.Layout != MatrixLayout.Panels || shape.Inputs is < LeastInputs or > MostInputs || shape.Outputs < LeastOutputs) return false;
        int samples = Math.Min(Samples, shape.Batch), found = 0;
        for (int i = 0; i < samples; i++)
        {
            float* row = x + ((nint)(i * (long)shape.Batch / samples) * shape.InputStride);
            for (int first = 0; first < shape.Inputs; first += Word) found += BitOperations.PopCount(Places(row, first, shape.Inputs));
        }

        return found * LeastZeros <= samples * shape.Inputs;
    }

    /// <summary>
    /// Lists the places in a row that are not zero, in their order; what is not a number is not zero. The whole row is looked at before any branch depends on it: the wrong guesses of a processor
    /// would otherwise wait for memory one after another.
    /// </summary>
    /// <param name="row">The row, padded to 16 elements.</param>
    /// <param name="inputs">Its length without the padding, at most <see cref="MostInputs"/>.</param>
    /// <param name="places">Receives the places.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static int Find(float* row, int inputs, int* places)
    {
        ulong* words = stackalloc ulong[MostInputs / Word];
        int count = 0, all = (inputs + Word - 1) / Word;
        for (int word = 0; word < all; word++) words[word] = Places(row, word * Word, inputs);
        for (int word = 0; word < all; word++)
        {
            for (ulong bits = words[word]; bits != 0; bits &= bits - 1) places[count++] = (word * Word) + BitOperations.TrailingZeroCount(bits);
        }

        return count;
    }

    /// <summary>A bit for each of the next 64 places, the padding left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Places(float* row, int first, int inputs)
    {
        int left = inputs - first;
        float* at = row + first;
        if (left >= Word) return Lane(at) | (Lane(at + Lanes) << Lanes) | (Lane(at + (2 * Lanes)) << (2 * Lanes)) | (Lane(at + (3 * Lanes)) << (3 * Lanes));
        ulong bits = 0;
        for (int lane = 0; lane < left; lane += Lanes) bits |= Lane(at + lane) << lane;
        return bits & ((1UL << left) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Lane(float* at) => (~Vector512.Equals(Vector512.Load(at), Vector512<float>.Zero)).ExtractMostSignificantBits();
}
