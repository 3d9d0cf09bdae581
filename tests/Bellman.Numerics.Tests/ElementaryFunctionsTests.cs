namespace Bellman.Numerics.Tests;

public sealed class ElementaryFunctionsTests
{
    [Fact]
    public void Exp_WholeRange_WithinThreeUnitsInTheLastPlace()
    {
        for (float x = -87f; x <= 88f; x += 0.0137f) AssertClose(Math.Exp(x), ElementaryFunctions.Exp(x), units: 3);
    }

    [Theory]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(-100f, 0f)]
    [InlineData(0f, 1f)]
    [InlineData(100f, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Exp_ExtremeArgument_GivesLimit(float x, float expected) => Assert.Equal(expected, ElementaryFunctions.Exp(x));

    [Fact]
    public void LogOnePlus_WholeRange_WithinOneUnitInTheLastPlace()
    {
        for (float x = 1e-6f; x < 1e6f; x *= 1.01f) AssertClose(Math.Log(1.0 + x), ElementaryFunctions.LogOnePlus(x), units: 1.01);
    }

    [Theory]
    [InlineData(-50f)]
    [InlineData(-1f)]
    [InlineData(0f)]
    [InlineData(0.7f)]
    [InlineData(60f)]
    public void Softplus_AnyArgument_EqualsFormula(float x)
    {
        double expected = Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs((double)x)));
        Assert.Equal(expected, ElementaryFunctions.Softplus(x), 1e-6 * Math.Max(1, expected));
    }

    [Fact]
    public void Tanh_AnyArgument_IsTheActivationFunction() =>
        Assert.Equal(Activations.Apply(ActivationKind.Tanh, 0f, 0.3f), ElementaryFunctions.Tanh(0.3f));

    private static void AssertClose(double expected, float actual, double units)
    {
        double unit = MathF.BitIncrement((float)Math.Abs(expected)) - (float)Math.Abs(expected);
        Assert.True(Math.Abs(expected - actual) <= units * unit, $"expected {expected:R}, was {actual:R}");
    }
}
