namespace Bellman.Neural.Tests;

[Trait("Runs", "at every vector width")]
public sealed class LossTests
{
    [Fact]
    public void Value_HandComputed_EqualsFormula()
    {
        Assert.Equal([9f, 3f, 2.5f, 2.75f], Values(3f));
        Assert.Equal([0.25f, 0.5f, 0.125f, 0.25f], Values(-0.5f));
        Assert.Equal([0f, 0f, 0f, 0f], Values(0f));
        Assert.All(Values(float.NaN), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void Derivative_HandComputed_EqualsFormula()
    {
        Assert.Equal([6f, 1f, 1f, 1f], Derivatives(3f));
        Assert.Equal([-1f, -1f, -0.5f, -1f], Derivatives(-0.5f));
        Assert.Equal([0f, 0f, 0f, 0f], Derivatives(0f));
        Assert.All(Derivatives(float.NaN), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void Mean_AwkwardSizesAndStrides_EqualsElementByElement()
    {
        foreach (Loss loss in new[] { Loss.MeanSquared, Loss.Absolute, Loss.Huber(0.5f), Loss.SmoothL1(0.5f) })
        {
            for (int columns = 1; columns <= 9; columns++)
            {
                float[] prediction = [.. Enumerable.Range(0, 3 * 16).Select(i => MathF.Sin(i))];
                float[] target = [.. Enumerable.Range(0, 3 * columns).Select(i => MathF.Cos(i))];
                float[] gradient = new float[3 * 16];
                gradient.AsSpan().Fill(7f);
                float mean = Losses.Mean(loss, 3, columns, prediction, 16, target, columns, gradient, 16);
                double expected = 0;
                for (int i = 0; i < gradient.Length; i++)
                {
                    (int row, int column) = (i / 16, i % 16);
                    float difference = column < columns ? prediction[i] - target[(row * columns) + column] : 0f;
                    expected += loss.Value(difference) / (3.0 * columns);
                    Assert.Equal(column < columns ? loss.Derivative(difference) / (3f * columns) : 7f, gradient[i], 1e-6f);
                }

                Assert.Equal(expected, mean, 1e-6);
            }
        }
    }

    [Fact]
    public void TakenAction_AwkwardBatches_EqualsElementByElement()
    {
        for (int batch = 1; batch <= 9; batch++)
        {
            for (int actionCount = 1; actionCount <= 6; actionCount++)
            {
                CheckTakenAction(batch, actionCount);
            }
        }
    }

    [Fact]
    public void DqnTargets_TerminatedRow_HasNoBootstrap()
    {
        float[] choosing = [1f, 5f, 2f, 7f, 6f, 5f];
        float[] rating = [10f, 20f, 30f, 40f, 50f, 60f];
        float[] targets = new float[2];
        Losses.DqnTargets([1f, -1f], [0.5f, 0f], 3, choosing, rating, 3, targets);
        Assert.Equal([11f, -1f], targets);
    }

    [Theory]
    [InlineData(new[] { 1f }, 0)]
    [InlineData(new[] { 1f, 2f }, 1)]
    [InlineData(new[] { 2f, 1f, 2f }, 0)]
    [InlineData(new[] { -3f, -1f, -1f, -2f }, 1)]
    [InlineData(new[] { 1f, 2f, 3f, 4f, 4f }, 3)]
    [InlineData(new[] { 1f, 2f, 3f, 4f, 5f, 5f, 9f, 9f, 9f }, 6)]
    [InlineData(new[] { float.NaN, 1f, 2f }, 2)]
    [InlineData(new[] { 0f, float.NaN, -1f, float.NaN, float.NaN }, 0)]
    [InlineData(new[] { float.NaN, float.NaN, float.NaN, float.NaN, float.NaN }, 0)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity }, 0)]
    public void IndexOfLargest_Values_FirstOfLargest(float[] values, int expected) => Assert.Equal(expected, Losses.IndexOfLargest(values));

    [Theory]
    [InlineData(new[] { 5f, 1f, 3f, 3f }, new[] { false, true, true, true }, 2)]
    [InlineData(new[] { float.NaN, float.NaN, -3f }, new[] { true, true, true }, 2)]
    [InlineData(new[] { 5f, float.NaN, 9f }, new[] { false, true, false }, 1)]
    [InlineData(new[] { 1f, 2f, 0f }, new bool[0], 1)]
    public void IndexOfLargest_Mask_FirstOfLargestAllowed(float[] values, bool[] allowed, int expected) => Assert.Equal(expected, Losses.IndexOfLargest(values, allowed));

    [Fact]
    public void Arguments_OutsideRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>("delta", () => Loss.Huber(0f));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => Loss.SmoothL1(float.NaN));
        Assert.Throws<ArgumentException>("allowed", () => Losses.IndexOfLargest([1f, 2f], [true]));
        Assert.Throws<ArgumentException>("allowed", () => Losses.IndexOfLargest([1f, 2f], [false, false]));
        float[] four = new float[4];
        int[] actions = [2];
        Assert.Throws<ArgumentOutOfRangeException>(
            "actions", () => Losses.TakenAction(Loss.MeanSquared, 2, four, 4, actions, four.AsSpan(0, 1), new float[4]));
        Assert.Throws<ArgumentException>("targets", () => Losses.TakenAction(Loss.MeanSquared, 4, four, 4, actions, four, new float[4]));
        Assert.Throws<ArgumentException>("gradient", () => Losses.Mean(Loss.MeanSquared, 2, 2, four, 2, four, 2, new float[3], 2));
        Assert.Throws<ArgumentException>(
            "choosing", () => Losses.DqnTargets(new float[2], new float[2], 4, four, new float[8], 4, new float[2]));
    }

    private static void CheckTakenAction(int batch, int actionCount)
    {
        const int Stride = 16;
        float[] q = [.. Enumerable.Range(0, batch * Stride).Select(i => MathF.Sin(i))];
        float[] targets = [.. Enumerable.Range(0, batch).Select(i => MathF.Cos(i))];
        float[] weights = [.. Enumerable.Range(1, batch).Select(i => 1f / i)];
        int[] actions = [.. Enumerable.Range(0, batch).Select(i => i * 7 % actionCount)];
        float[] gradient = new float[batch * Stride];
        gradient.AsSpan().Fill(7f);
        float[] errors = new float[batch];
        float loss = Losses.TakenAction(Loss.Huber(0.5f), actionCount, q, Stride, actions, targets, gradient, weights, errors);
        double expected = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            (int row, int column) = (i / Stride, i % Stride);
            float difference = q[i] - targets[row];
            bool taken = column == actions[row];
            expected += taken ? weights[row] * Loss.Huber(0.5f).Value(difference) / batch : 0.0;
            float untouched = column < actionCount ? 0f : 7f;
            Assert.Equal(taken ? weights[row] * Loss.Huber(0.5f).Derivative(difference) / batch : untouched, gradient[i], 1e-6f);
            Assert.True(!taken || errors[row] == difference);
        }

        Assert.Equal(expected, loss, 1e-6);
    }

    private static float[] Values(float difference) => [.. All.Select(loss => loss.Value(difference))];

    private static float[] Derivatives(float difference) => [.. All.Select(loss => loss.Derivative(difference))];

    private static Loss[] All => [Loss.MeanSquared, Loss.Absolute, Loss.Huber(), Loss.SmoothL1(0.5f)];
}
