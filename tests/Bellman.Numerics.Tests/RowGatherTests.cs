namespace Bellman.Numerics.Tests;

public sealed class RowGatherTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(37)]
    public void Copy_RowsOfAnySize_ArriveInTheOrderOfTheIndicesWithTheGapsUntouched(int size)
    {
        float[] source = [.. Enumerable.Range(0, 5 * size).Select(i => (float)i)];
        int[] indices = [4, 0, 0, 3];
        int stride = size + 2;
        float[] destination = [.. Enumerable.Repeat(-1f, indices.Length * stride)];
        RowGather.Copy(source, size, indices, destination, stride);
        for (int row = 0; row < indices.Length; row++)
        {
            for (int i = 0; i < stride; i++) Assert.Equal(i < size ? (indices[row] * size) + i : -1f, destination[(row * stride) + i]);
        }
    }

    [Fact]
    public void Copy_LastRowWithoutAGapBehindIt_Fits()
    {
        float[] destination = new float[5];
        RowGather.Copy([1f, 2f, 3f, 4f], 2, [1, 0], destination, 3);
        Assert.Equal([3f, 4f, 0f, 1f, 2f], destination);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Copy_IndexOfNoRow_IsRefusedByItsNumber(int index)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => RowGather.Copy(new float[5], 2, [index], new float[2], 2));
        Assert.Contains($"There are 2 rows, but {index} is asked for.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_TooLittleRoom_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => RowGather.Copy(new float[4], 2, [0, 1], new float[4], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowGather.Copy(new float[4], 2, [0], new float[4], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowGather.Copy(new float[4], 0, [0], new float[4], 1));
    }
}
