using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>The exponential function over arrays, in the operations of <see cref="ElementaryFunctions.Exp"/>: the same bits for every vector width.</summary>
public static unsafe class Exponentials
{
    /// <summary><c>exp(value - offset)</c> for every element; 0 where the difference is -87 or less, infinity where it is above 88. What is not a number stays so.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="offset">What is subtracted from each: for a softmax the largest of them.</param>
    /// <param name="results">Receives as many numbers; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void OfDifferences(ReadOnlySpan<float> values, float offset, Span<float> results) => OfDifferences(values, offset, results, SimdWidths.Native);

    internal static void OfDifferences(ReadOnlySpan<float> values, float offset, Span<float> results, SimdWidth width)
    {
        Vectors.CheckLengths(values.Length, results.Length, nameof(results));
        fixed (float* v = values, r = results)
        {
            Elementwise.Run(new Pass { Values = v, Results = r, Offset = offset }, values.Length, width);
        }
    }

    private struct Pass : IElementwise
    {
        private const float Least = -87f;
        private const float Most = 88f;

        public float* Values;
        public float* Results;
        public float Offset;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector offset = TSimd.Broadcast(Offset), least = TSimd.Broadcast(Least), most = TSimd.Broadcast(Most);
            TVector infinity = TSimd.Broadcast(float.PositiveInfinity);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector x = TSimd.Subtract(TSimd.Load(Values + index), offset);
                ActivationFunctions.Exp<TSimd, TVector>(TSimd.AtLeast(TSimd.AtMost(x, most), least), out TVector scale, out TVector tail);
                TVector result = TSimd.FusedMultiplyAdd(tail, scale, scale);
                result = TSimd.WhereGreater(x, most, infinity, result);
                TSimd.Store(TSimd.WhereAtMost(x, least, TSimd.Zero, result), Results + index);
            }

            return index;
        }
    }
}
