using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Numerics;

/// <summary>
/// Asks for memory that will be needed soon, some lines at a time between other work, so that it has come into the second cache by then.
/// Where the processor has no such instruction nothing happens.
/// </summary>
internal unsafe struct Prefetch
{
    private const int Line = 64;

    private byte* _at;
    private readonly byte* _end;
    private readonly nint _share;

    /// <summary>Prepares.</summary>
    /// <param name="start">The first element.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="shares">In how many parts they will be asked for.</param>
    public Prefetch(float* start, nint length, int shares)
    {
        _at = (byte*)start;
        _end = (byte*)(start + length);
        _share = ((length * sizeof(float) / shares) + Line) / Line * Line;
    }

    /// <summary>Asks for the next part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next()
    {
        if (Sse.IsSupported)
        {
            byte* end = _at + _share < _end ? _at + _share : _end;
            for (; _at < end; _at += Line)
            {
                Sse.Prefetch1(_at);
            }
        }
    }
}
