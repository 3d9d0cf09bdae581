using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>Runs a pass over all elements with the widest vectors there are and what is left over with narrower ones.</summary>
internal static class Elementwise
{
    /// <summary>So many elements go together: shares begin where those of a single thread's pass would.</summary>
    private const int Block = 1024;

    public static void Run<TPass>(TPass pass, int length, SimdWidth width)
        where TPass : struct, IElementwise => Run(pass, 0, length, width);

    /// <summary>The same together with the calling thread's helpers, where there are many elements.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="cost">What an element costs, in floating-point operations of a product.</param>
    /// <param name="width">The widest vectors.</param>
    public static void RunShared<TPass>(TPass pass, int length, int cost, SimdWidth width)
        where TPass : struct, IElementwise
    {
        int shares = KernelThreads.Shares((double)length * cost, length / Block);
        if (shares <= 1)
        {
            Run(pass, 0, length, width);
            return;
        }

        var work = new Work<TPass> { Pass = pass, Length = length, Width = width };
        KernelThreads.Run(shares, ref work);
    }

    /// <summary>Runs a pass over each of some rows, together with the calling thread's helpers where there are many elements.</summary>
    /// <param name="pass">The pass over the first row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="length">The number of elements of a row.</param>
    /// <param name="cost">What an element costs, in floating-point operations of a product.</param>
    public static void RunRows<TPass>(in TPass pass, int rows, int length, int cost)
        where TPass : struct, IRowPass<TPass>
    {
        int shares = KernelThreads.Shares((double)rows * length * cost, rows);
        if (shares == 1)
        {
            Rows(in pass, 0, rows, length);
            return;
        }

        var work = new RowWork<TPass> { Pass = pass, Rows = rows, Length = length };
        KernelThreads.Run(shares, ref work);
    }

    private static void Rows<TPass>(in TPass pass, int first, int end, int length)
        where TPass : struct, IRowPass<TPass>
    {
        for (int row = first; row < end; row++) Run(pass.At(row), length, SimdWidths.Native);
    }

    private static void Run<TPass>(TPass pass, int index, int length, SimdWidth width)
        where TPass : struct, IElementwise
    {
        if (width == SimdWidth.Bits512)
        {
            index = pass.Run<Simd512, Vector512<float>>(index, length);
        }

        if (index < length && width >= SimdWidth.Bits256)
        {
            index = pass.Run<Simd256, Vector256<float>>(index, length);
        }

        if (index < length)
        {
            index = pass.Run<Simd128, Vector128<float>>(index, length);
        }

        if (index < length)
        {
            pass.Run<Simd32, float>(index, length);
        }
    }

    private struct Work<TPass> : IKernelWork
        where TPass : struct, IElementwise
    {
        public TPass Pass;
        public int Length;
        public SimdWidth Width;

        public readonly void Do(KernelShare share)
        {
            int blocks = (Length + Block - 1) / Block;
            Run(Pass, share.First(blocks) * Block, Math.Min(share.End(blocks) * Block, Length), Width);
        }
    }

    private struct RowWork<TPass> : IKernelWork
        where TPass : struct, IRowPass<TPass>
    {
        public TPass Pass;
        public int Rows;
        public int Length;

        public readonly void Do(KernelShare share) => Elementwise.Rows(in Pass, share.First(Rows), share.End(Rows), Length);
    }
}
