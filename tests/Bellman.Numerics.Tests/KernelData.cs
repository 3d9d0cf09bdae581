namespace Bellman.Numerics.Tests;

/// <summary>Arrays and comparisons for the kernel tests.</summary>
internal static class KernelData
{
    /// <summary>The widths as data for theories; numbers, because the type is internal.</summary>
    public static TheoryData<int> Widths => [(int)SimdWidth.Bits128, (int)SimdWidth.Bits256, (int)SimdWidth.Bits512];

    /// <summary>Numbers around zero, some exactly zero, so that every branch of an activation function is met.</summary>
    public static float[] Numbers(Pcg64 generator, int length)
    {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++)
        {
            numbers[i] = i % 11 == 5 ? 0f : generator.Uniform(-2f, 2f);
        }

        return numbers;
    }

    /// <summary>Rows of numbers whose padding is zero.</summary>
    public static float[] Rows(Pcg64 generator, int rows, int columns, int stride)
    {
        float[] matrix = new float[rows * stride];
        for (int row = 0; row < rows; row++)
        {
            Numbers(generator, columns).CopyTo(matrix, row * stride);
        }

        return matrix;
    }

    public static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]))
            {
                Assert.Fail($"{what}[{i}]: expected {expected[i]:R}, was {actual[i]:R}");
            }
        }
    }
}
