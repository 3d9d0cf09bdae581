namespace Bellman.Numerics.Tests;

public sealed class RowCopyTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(8, 8)]
    [InlineData(9, 11)]
    [InlineData(37, 37)]
    public void Copy_RowsOfAnySize_LeaveTheGapsUntouched(int size, int sourceStride)
    {
        float[] source = [.. Enumerable.Range(0, 4 * sourceStride).Select(i => (float)i)];
        int stride = size + 2;
        float[] destination = [.. Enumerable.Repeat(-1f, 4 * stride)];
        RowCopy.Copy(source, size, sourceStride, destination, stride, 4);
        for (int row = 0; row < 4; row++)
        {
            for (int i = 0; i < stride; i++) Assert.Equal(i < size ? (row * sourceStride) + i : -1f, destination[(row * stride) + i]);
        }
    }

    [Fact]
    public void Copy_StrideOfZero_RepeatsTheRow()
    {
        float[] destination = new float[5];
        RowCopy.Copy([1f, 2f], 2, 0, destination, 3, 2);
        Assert.Equal([1f, 2f, 0f, 1f, 2f], destination);
    }

    [Fact]
    public void Copy_TooFewNumbers_IsRefusedAndNothingChanges()
    {
        float[] destination = new float[4];
        Assert.Throws<ArgumentException>(() => RowCopy.Copy(new float[] { 1, 2, 3 }, 2, 2, destination, 2, 2));
        Assert.Throws<ArgumentException>(() => RowCopy.Copy(new float[] { 1, 2, 3, 4 }, 2, 2, destination, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowCopy.Copy(new float[4], 2, 2, destination, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowCopy.Copy(new float[4], 0, 2, destination, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowCopy.Copy(new float[4], 2, -1, destination, 2, 1));
        Assert.Equal(new float[4], destination);
    }
}
