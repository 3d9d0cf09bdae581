namespace Bellman.Numerics.Tests;

/// <summary>Accuracy of the activation functions over their whole range, and what they do with extreme arguments.</summary>
[Trait("Runs", "at every vector width")]
public sealed class KernelActivationTests
{
    [Fact]
    public void Tanh_WholeRange_WithinFourUnitsInTheLastPlace()
    {
        for (float x = 1e-8f; x < 12f; x *= 1.001f)
        {
            AssertClose(Math.Tanh(x), Activations.Apply(ActivationKind.Tanh, 0f, x), units: 4);
            AssertClose(-Math.Tanh(x), Activations.Apply(ActivationKind.Tanh, 0f, -x), units: 4);
        }
    }

    [Fact]
    public void Sigmoid_WholeRange_WithinThreeUnitsInTheLastPlace()
    {
        for (float x = 1e-6f; x < 80f; x *= 1.001f)
        {
            AssertClose(1.0 / (1.0 + Math.Exp(-x)), Activations.Apply(ActivationKind.Sigmoid, 0f, x), units: 3);
            AssertClose(1.0 / (1.0 + Math.Exp(x)), Activations.Apply(ActivationKind.Sigmoid, 0f, -x), units: 3);
        }
    }

    [Theory]
    [InlineData(ActivationKind.Tanh, float.PositiveInfinity, 1f)]
    [InlineData(ActivationKind.Tanh, float.NegativeInfinity, -1f)]
    [InlineData(ActivationKind.Tanh, 0f, 0f)]
    [InlineData(ActivationKind.Sigmoid, float.PositiveInfinity, 1f)]
    [InlineData(ActivationKind.Sigmoid, 0f, 0.5f)]
    [InlineData(ActivationKind.ReLU, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(ActivationKind.ReLU, float.NegativeInfinity, 0f)]
    [InlineData(ActivationKind.Identity, -3f, -3f)]
    public void Apply_ExtremeArgument_GivesLimit(ActivationKind kind, float x, float expected) =>
        Assert.Equal(expected, Activations.Apply(kind, 0.1f, x));

    [Theory]
    [InlineData(ActivationKind.Identity)]
    [InlineData(ActivationKind.ReLU)]
    [InlineData(ActivationKind.LeakyReLU)]
    [InlineData(ActivationKind.Tanh)]
    [InlineData(ActivationKind.Sigmoid)]
    public void Apply_NotANumber_StaysSo(ActivationKind kind)
    {
        float[] values = new float[33];
        values.AsSpan().Fill(float.NaN);
        Activations.Apply(kind, 0.1f, values);
        Assert.All(values, value => Assert.True(float.IsNaN(value)));
    }

    private static void AssertClose(double expected, float actual, int units)
    {
        double unit = Math.Max(MathF.BitIncrement(MathF.Abs((float)expected)) - MathF.Abs((float)expected), float.Epsilon);
        Assert.True(Math.Abs(expected - actual) <= units * unit, $"expected {expected:R}, was {actual:R}");
    }
}
