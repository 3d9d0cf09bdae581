using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>Element-wise passes and reductions over flat arrays. Results are the same bits for every vector width.</summary>
public static unsafe class Vectors
{
    /// <summary>About what reading two numbers from a far cache and writing one takes, in floating-point operations of a product.</summary>
    private const int CostOfMove = 10;

    /// <summary><c>target += fraction * (goal - target)</c> for every element.</summary>
    /// <param name="target">The elements to move.</param>
    /// <param name="goal">Where to, as many elements.</param>
    /// <param name="fraction">The part of the way.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void MoveTowards(Span<float> target, ReadOnlySpan<float> goal, float fraction) =>
        MoveTowards(target, goal, fraction, SimdWidths.Native);

    /// <summary>Where the first element is that is infinite or not a number; -1 where all are finite.</summary>
    /// <param name="values">The elements.</param>
    public static int IndexOfNotFinite(ReadOnlySpan<float> values)
    {
        // x - x is 0 for a finite x alone.
        int at = 0;
        while (at + Vector<float>.Count <= values.Length && IsZero(new Vector<float>(values[at..]))) at += Vector<float>.Count;
        while (at < values.Length && float.IsFinite(values[at])) at++;
        return at < values.Length ? at : -1;

        static bool IsZero(Vector<float> x) => Vector.EqualsAll(x - x, Vector<float>.Zero);
    }

    /// <summary><c>values *= factor</c> for every element.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="factor">The factor.</param>
    public static void Scale(Span<float> values, float factor)
    {
        fixed (float* v = values)
        {
            Elementwise.Run(new ScalePass { Values = v, Factor = factor }, values.Length, SimdWidths.Native);
        }
    }

    /// <summary><c>values += others</c> for every element.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="others">As many elements.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add(Span<float> values, ReadOnlySpan<float> others)
    {
        CheckLengths(values.Length, others.Length, nameof(others));
        fixed (float* v = values, o = others)
        {
            Elementwise.Run(new AddPass { Values = v, Others = o }, values.Length, SimdWidths.Native);
        }
    }

    /// <summary>The sum of the squares of all elements, taken in 64 lanes that are added pairwise at the end.</summary>
    /// <param name="values">The elements.</param>
    /// <returns>The sum.</returns>
    public static float SumOfSquares(ReadOnlySpan<float> values) => SumOfSquares(values, default, 0f, SimdWidths.Native);

    /// <summary>The sum of the squares of <c>values + factor * others</c>.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="others">As many elements.</param>
    /// <param name="factor">The factor.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float SumOfSquaresPlusMultiple(ReadOnlySpan<float> values, ReadOnlySpan<float> others, float factor)
    {
        CheckLengths(values.Length, others.Length, nameof(others));
        return SumOfSquares(values, others, factor, SimdWidths.Native);
    }

    internal static void MoveTowards(Span<float> target, ReadOnlySpan<float> goal, float fraction, SimdWidth width)
    {
        CheckLengths(target.Length, goal.Length, nameof(goal));
        fixed (float* t = target, g = goal)
        {
            Elementwise.RunShared(new MovePass { Target = t, Goal = g, Fraction = fraction }, target.Length, CostOfMove, width);
        }
    }

    internal static float SumOfSquares(ReadOnlySpan<float> values, ReadOnlySpan<float> others, float factor, SimdWidth width)
    {
        float* lanes = stackalloc float[16];
        fixed (float* v = values, o = others)
        {
            switch (width)
            {
                case SimdWidth.Bits512:
                    SquareSums<Simd512, Vector512<float>>(v, o, factor, values.Length, lanes);
                    break;
                case SimdWidth.Bits256:
                    SquareSums<Simd256, Vector256<float>>(v, o, factor, values.Length, lanes);
                    break;
                default:
                    SquareSums<Simd128, Vector128<float>>(v, o, factor, values.Length, lanes);
                    break;
            }

            for (int i = values.Length & ~15; i < values.Length; i++)
            {
                lanes[i & 15] += Square<Simd32, float>(v, o, factor, i);
            }
        }

        for (int half = 8; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                lanes[lane] += lanes[lane + half];
            }
        }

        return lanes[0];
    }

    internal static void CheckLengths(int expected, int actual, string name)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"There are {expected} elements in one array and {actual} in the other.", name);
        }
    }

    /// <summary>Sixteen lanes, each made of four sums over every fourth block of sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SquareSums<TSimd, TVector>(float* values, float* others, float factor, int length, float* lanes)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector f = TSimd.Broadcast(factor);
        for (int lane = 0; lane < 16; lane += TSimd.Count)
        {
            TVector s0 = TSimd.Zero, s1 = TSimd.Zero, s2 = TSimd.Zero, s3 = TSimd.Zero;
            int block = lane;
            for (; block - lane + 64 <= length; block += 64)
            {
                s0 = TSimd.Add(s0, Square<TSimd, TVector>(values, others, f, block));
                s1 = TSimd.Add(s1, Square<TSimd, TVector>(values, others, f, block + 16));
                s2 = TSimd.Add(s2, Square<TSimd, TVector>(values, others, f, block + 32));
                s3 = TSimd.Add(s3, Square<TSimd, TVector>(values, others, f, block + 48));
            }

            if (block - lane + 16 <= length)
            {
                s0 = TSimd.Add(s0, Square<TSimd, TVector>(values, others, f, block));
            }

            if (block - lane + 32 <= length)
            {
                s1 = TSimd.Add(s1, Square<TSimd, TVector>(values, others, f, block + 16));
            }

            if (block - lane + 48 <= length)
            {
                s2 = TSimd.Add(s2, Square<TSimd, TVector>(values, others, f, block + 32));
            }

            TSimd.Store(TSimd.Add(TSimd.Add(s0, s1), TSimd.Add(s2, s3)), lanes + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Square<TSimd, TVector>(float* values, float* others, TVector factor, int index)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector value = TSimd.Load(values + index);
        if (others != null)
        {
            value = TSimd.FusedMultiplyAdd(factor, TSimd.Load(others + index), value);
        }

        return TSimd.Multiply(value, value);
    }

    private struct MovePass : IElementwise
    {
        public float* Target;
        public float* Goal;
        public float Fraction;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector fraction = TSimd.Broadcast(Fraction);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TVector target = TSimd.Load(Target + index);
                TVector way = TSimd.Subtract(TSimd.Load(Goal + index), target);
                TSimd.Store(TSimd.FusedMultiplyAdd(fraction, way, target), Target + index);
            }

            return index;
        }
    }

    private struct AddPass : IElementwise
    {
        public float* Values;
        public float* Others;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TSimd.Store(TSimd.Add(TSimd.Load(Values + index), TSimd.Load(Others + index)), Values + index);
            }

            return index;
        }
    }

    private struct ScalePass : IElementwise
    {
        public float* Values;
        public float Factor;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TSimd, TVector>(int index, int length)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            TVector factor = TSimd.Broadcast(Factor);
            for (; index + TSimd.Count <= length; index += TSimd.Count)
            {
                TSimd.Store(TSimd.Multiply(TSimd.Load(Values + index), factor), Values + index);
            }

            return index;
        }
    }
}
