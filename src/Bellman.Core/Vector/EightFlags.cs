using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Core;

/// <summary>Flags of eight worlds, the lowest bit for the first of them, turned into other forms without a branch: which episode ends next is not to be foretold.</summary>
internal static unsafe class EightFlags
{
    /// <summary>How many numbers behind the last one <see cref="Append"/> may write on.</summary>
    public const int Slack = 8;

    private const ulong Ones = 0x0101010101010101;

    /// <summary>1 in byte i where bit i is set.</summary>
    /// <param name="bits">Eight flags.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Spread(uint bits)
    {
        if (HasQuickDeposit) return Bmi2.X64.ParallelBitDeposit(bits, Ones);
        ulong each = bits * Ones & 0x8040201008040201UL;
        return ((each & 0x7f7f7f7f7f7f7f7fUL) + 0x7f7f7f7f7f7f7f7fUL | each) >> 7 & Ones;
    }

    /// <summary>Writes the numbers of those whose bits are set.</summary>
    /// <param name="bits">Eight flags.</param>
    /// <param name="first">The number of the lowest bit.</param>
    /// <param name="end">Where to write; <see cref="Slack"/> numbers from there on are overwritten.</param>
    /// <returns>Where the next ones go.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int* Append(uint bits, int first, int* end)
    {
        if (HasQuickDeposit)
        {
            ulong chosen = Bmi2.X64.ParallelBitExtract(0x0706050403020100, Bmi2.X64.ParallelBitDeposit(bits, Ones) * 0xff);
            Vector256<int> numbers = Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(chosen).AsByte());
            Vector256.Store(numbers + Vector256.Create(first), end);
            return end + BitOperations.PopCount(bits);
        }

        for (uint left = bits; left != 0; left &= left - 1) *end++ = first + BitOperations.TrailingZeroCount(left);
        return end;
    }

    /// <summary>Whether bits are deposited and extracted in a cycle or so: where there are wide vectors. Some processors without them take hundreds.</summary>
    private static bool HasQuickDeposit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported && Bmi2.X64.IsSupported;
    }
}
