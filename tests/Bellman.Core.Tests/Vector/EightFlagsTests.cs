using System.Buffers.Binary;

namespace Bellman.Core.Tests;

public unsafe class EightFlagsTests
{
    [Fact]
    public void Spread_AnyFlags_IsAByteForEach()
    {
        byte[] bytes = new byte[8];
        for (uint flags = 0; flags < 256; flags++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, EightFlags.Spread(flags));
            for (int i = 0; i < 8; i++) Assert.Equal(flags >> i & 1, bytes[i]);
        }
    }

    [Fact]
    public void Append_AnyFlags_WritesTheNumbersOfThoseThatAreSet()
    {
        int* numbers = stackalloc int[8 + EightFlags.Slack];
        for (uint flags = 0; flags < 256; flags++)
        {
            int[] expected = [.. Enumerable.Range(0, 8).Where(i => (flags >> i & 1) != 0).Select(i => 40 + i)];
            int* end = EightFlags.Append(flags, 40, numbers);
            Assert.Equal(expected, new ReadOnlySpan<int>(numbers, (int)(end - numbers)));
        }
    }
}
