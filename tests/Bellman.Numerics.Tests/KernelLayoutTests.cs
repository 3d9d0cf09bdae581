namespace Bellman.Numerics.Tests;

/// <summary>Aligned memory, the panel layout and its transposition.</summary>
[Trait("Runs", "at every vector width")]
public sealed unsafe class KernelLayoutTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void AlignedBuffer_AnyLength_StartsAtCacheLineAndIsZero(int length)
    {
        var buffer = new AlignedBuffer(length);
        Assert.Equal(length, buffer.Span.Length);
        Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0f));
        fixed (float* start = buffer.Span)
        {
            Assert.Equal(0, (nint)start % AlignedBuffer.Alignment);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    public void Pad_Length_RoundsUpToSixteen(int length, int expected) => Assert.Equal(expected, AlignedBuffer.Pad(length));

    [Fact]
    public void AlignedBuffer_NegativeLength_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));

    [Fact]
    public void IndexOf_AllElements_FillsThePanelsWithoutGapOrOverlap()
    {
        foreach (int outputs in new[] { 16, 32, 48, 80 })
        {
            var seen = new HashSet<int>();
            for (int output = 0; output < outputs; output++)
            {
                for (int input = 0; input < 5; input++)
                {
                    Assert.True(seen.Add(PanelLayout.IndexOf(output, input, 5, outputs)));
                }
            }

            Assert.Equal(outputs * 5, seen.Count);
            Assert.Equal((outputs * 5) - 1, seen.Max());
        }
    }

    [Fact]
    public void Transpose_AwkwardSizes_SwapsInputsAndOutputs()
    {
        for (int inputs = 1; inputs <= 50; inputs += 7)
        {
            for (int outputs = 1; outputs <= 50; outputs += 3)
            {
                CheckTranspose(inputs, outputs);
            }
        }

        CheckTranspose(64, 96);
    }

    private static void CheckTranspose(int inputs, int outputs)
    {
        var source = new AlignedBuffer(AlignedBuffer.Pad(outputs) * inputs);
        var destination = new AlignedBuffer(AlignedBuffer.Pad(inputs) * outputs);
        for (int i = 0; i < source.Length; i++)
        {
            source.Span[i] = i + 1;
        }

        fixed (float* from = source.Span, to = destination.Span)
        {
            PanelTranspose.Compute(inputs, outputs, from, to);
        }

        for (int input = 0; input < AlignedBuffer.Pad(inputs); input++)
        {
            for (int output = 0; output < outputs; output++)
            {
                float actual = destination.Span[PanelLayout.IndexOf(input, output, outputs, AlignedBuffer.Pad(inputs))];
                float expected = input < inputs ? source.Span[PanelLayout.IndexOf(output, input, inputs, AlignedBuffer.Pad(outputs))] : 0f;
                Assert.Equal(expected, actual);
            }
        }
    }
}
