using Bellman.Numerics;

namespace Bellman.Neural.Tests;

public sealed class InitializerTests
{
    private static readonly ParameterTensor Wide = new Network(60, [new Dense(40)]).CreateParameters().Tensors[0];

    [Fact]
    public void Uniform_Kinds_FillTheirRange()
    {
        CheckUniform(Initializer.FanInUniform, 1.0 / Math.Sqrt(60));
        CheckUniform(Initializer.GlorotUniform, Math.Sqrt(6.0 / 100));
        CheckUniform(Initializer.HeUniform, Math.Sqrt(6.0 / 60));
        CheckUniform(Initializer.Uniform(0.3f), 0.3);
    }

    [Fact]
    public void Normal_Kinds_HaveTheirDeviation()
    {
        CheckNormal(Initializer.GlorotNormal, Math.Sqrt(2.0 / 100));
        CheckNormal(Initializer.HeNormal, Math.Sqrt(2.0 / 60));
        CheckNormal(Initializer.Normal(0.7f), 0.7);
    }

    [Fact]
    public void Constant_AnyTensor_FillsAndDrawsNothing()
    {
        var generator = new Pcg64(1);
        Pcg64State before = generator.State;
        Assert.All(Fill(Initializer.Constant(0.5f), Wide, generator), value => Assert.Equal(0.5f, value));
        Assert.All(Fill(Initializer.Zeros, Wide, generator), value => Assert.Equal(0f, value));
        Assert.Equal(before, generator.State);
    }

    [Theory]
    [InlineData(40, 60)]
    [InlineData(60, 40)]
    [InlineData(1, 5)]
    [InlineData(7, 7)]
    public void Orthogonal_AnyShape_HasOrthonormalShorterSide(int outputs, int inputs)
    {
        ParameterTensor tensor = new Network(inputs, [new Dense(outputs)]).CreateParameters().Tensors[0];
        float[] values = Fill(Initializer.Orthogonal(2f), tensor, new Pcg64(3));
        int count = Math.Min(outputs, inputs);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double dot = 0;
                for (int k = 0; k < Math.Max(outputs, inputs); k++)
                {
                    dot += outputs <= inputs
                        ? (double)values[(i * inputs) + k] * values[(j * inputs) + k]
                        : (double)values[(k * inputs) + i] * values[(k * inputs) + j];
                }

                Assert.Equal(i == j ? 4.0 : 0.0, dot, 1e-5);
            }
        }
    }

    [Fact]
    public void CreateParameters_SameSeed_SameValues()
    {
        var network = new Network(4, [new Dense(30, Activation.Tanh, Initializer.Orthogonal(), Initializer.Zeros), new DuelingHead(2)]);
        float[] first = network.CreateParameters(new Pcg64(11)).Values.ToArray();
        Assert.Equal(first, network.CreateParameters(new Pcg64(11)).Values.ToArray());
        Assert.NotEqual(first, network.CreateParameters(new Pcg64(12)).Values.ToArray());
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Factories_BadNumber_Throw(float value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => Initializer.Uniform(value));
        Assert.Throws<ArgumentOutOfRangeException>("standardDeviation", () => Initializer.Normal(value));
        Assert.Throws<ArgumentOutOfRangeException>("gain", () => Initializer.Orthogonal(value));
    }

    private static void CheckUniform(Initializer initializer, double limit)
    {
        float[] values = Fill(initializer, Wide, new Pcg64(5));
        Assert.All(values, value => Assert.InRange(value, -limit, limit));
        Assert.True(values.Max() > 0.99 * limit && values.Min() < -0.99 * limit);
        Assert.Equal(0.0, values.Average(), 0.05 * limit);
    }

    private static void CheckNormal(Initializer initializer, double deviation)
    {
        float[] values = Fill(initializer, Wide, new Pcg64(5));
        double mean = values.Average();
        Assert.Equal(0.0, mean, 0.06 * deviation);
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 0.05 * deviation);
        Assert.Contains(values, value => value > 2.5 * deviation);
    }

    private static float[] Fill(Initializer initializer, ParameterTensor tensor, Pcg64 generator)
    {
        float[] values = new float[tensor.Length];
        initializer.Fill(values, tensor, generator);
        return values;
    }
}
