using Bellman.Core;
using Bellman.Numerics;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

public sealed class BoltzmannTests
{
    private const int Draws = 40_000;

    /// <summary>Five standard deviations of a share are at most 5 / (2 sqrt(40,000)) = 0.0125.</summary>
    private const double Tolerance = 0.0125;

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void Sample_ManyTimes_SharesAreThoseOfTheFormula(double temperature)
    {
        double[] expected = Softmax([1, 0, -2, 0.5], temperature);
        double[] shares = Shares([1, 0, -2, 0.5f], (float)temperature, []);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], shares[i], Tolerance);
    }

    [Fact]
    public void Sample_UnderAMask_IsNeverForbiddenAndTheOthersShareByTheFormula()
    {
        double[] shares = Shares([9, 0, 1, 0.5f], 1, [false, true, true, false]);
        Assert.Equal([0.0, 0.0], [shares[0], shares[3]]);
        Assert.Equal(1 / (1 + Math.E), shares[1], Tolerance);
    }

    /// <summary>However low the temperature and however large the values, nothing overflows.</summary>
    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-3f)]
    public void Sample_ColdAndFarApart_IsTheBest(float temperature) => Assert.Equal([0.0, 1.0, 0.0], Shares([-1e30f, 1e30f, 0], temperature, []));

    [Fact]
    public void Sample_EqualValues_AreEquallyLikelyAtAnyTemperature() => Assert.All(Shares([3, 3, 3], 1e-6f, []), share => Assert.Equal(1.0 / 3, share, Tolerance));

    [Fact]
    public void Mean_ByTheProbabilities_IsTheSumOfTheFormula()
    {
        double[] probabilities = Softmax([1, 0, -2], 0.7);
        Assert.Equal((4 * probabilities[0]) - probabilities[1] + (2 * probabilities[2]), Boltzmann.Mean([1, 0, -2], [4, -1, 2], 0.7f, []), 1e-5);
        Assert.Equal(-1, Boltzmann.Mean([1, 0, -2], [4, -1, 2], 0.7f, [false, true, false]), 1e-6);
    }

    [Fact]
    public void Arguments_OutOfRange_AreRefusedByName()
    {
        var rng = new Pcg64(7);
        Assert.Throws<ArgumentOutOfRangeException>("temperature", () => Boltzmann.Sample([1, 2], 0, [], rng));
        Assert.Throws<ArgumentOutOfRangeException>("temperature", () => Boltzmann.Mean([1, 2], [1, 2], float.NaN, []));
        Assert.Throws<ArgumentException>("allowed", () => Boltzmann.Sample([1, 2], 1, [false, false], rng));
        Assert.Throws<ArgumentException>("worth", () => Boltzmann.Mean([1, 2], [1], 1, []));
    }

    [Fact]
    public void TemperatureAt_Schedules_AreThoseOfEpsilon()
    {
        var options = new DqnOptions { TemperatureStart = 2, TemperatureEnd = 0.5f, TemperatureDecay = 100 };
        Assert.Equal(1.25, Boltzmann.TemperatureAt(options, 50, 0), 1e-6);
        Assert.Equal(1.25, Boltzmann.TemperatureAt(options with { TemperatureSchedule = EpsilonSchedule.LinearEpisodes }, 0, 50), 1e-6);
        options = options with { TemperatureRate = 0.01f, TemperatureSchedule = EpsilonSchedule.Exponential };
        Assert.Equal(0.5 + (1.5 * Math.Exp(-1)), Boltzmann.TemperatureAt(options, 100, 0), 1e-5);
    }

    /// <summary>The agents draw by their own values and the temperature of the moment, which is what they report.</summary>
    [Theory]
    [InlineData("dqn")]
    [InlineData("qrdqn")]
    [InlineData("c51")]
    [InlineData("qlearning")]
    public void Act_Boltzmann_SharesAreThoseOfTheAgentsValues(string name)
    {
        object options = name switch
        {
            "dqn" => new DqnOptions { Exploration = Exploration.Boltzmann, TemperatureStart = 0.3f, TemperatureSchedule = EpsilonSchedule.Constant },
            "qrdqn" => new QrDqnOptions { Exploration = Exploration.Boltzmann, TemperatureStart = 0.3f, TemperatureSchedule = EpsilonSchedule.Constant },
            "c51" => new C51Options { Exploration = Exploration.Boltzmann, TemperatureStart = 0.3f, TemperatureSchedule = EpsilonSchedule.Constant },
            _ => new QLearningOptions { Exploration = Exploration.Boltzmann, TemperatureStart = 0.3f, TemperatureSchedule = EpsilonSchedule.Constant },
        };
        Env World() => name == "qlearning" ? new NumberedMarks(new IdentityWorld()) : new IdentityWorld();
        Agent agent = Train(World, env => AgentRegistry.Create(name, env, options, 3), name == "qlearning" ? 20 : 0, seed: 3);
        float[] seen = name == "qlearning" ? [3f] : [0f, 1f, 0f], values = new float[3], action = new float[1];
        ((IActionValues)agent).ActionValues(seen, values);
        Assert.NotEqual(values[0], values[1]);
        var counts = new int[3];
        for (int i = 0; i < Draws; i++)
        {
            agent.Act(seen, action);
            counts[(int)action[0] - 5]++;
        }

        double[] expected = Softmax([.. values.Select(value => (double)value)], 0.3);
        for (int i = 0; i < 3; i++) Assert.Equal(expected[i], counts[i] / (double)Draws, Tolerance);
        Assert.Equal(0.3, agent.Metrics.Find("temperature")!.Last, 1e-6);
        Assert.Null(agent.Metrics.Find("epsilon"));
    }

    [Theory]
    [InlineData(true, 1, "noisy_nets explore by their noise")]
    [InlineData(false, 3, "exploration_repeat keeps up random actions, of which there are none with the exploration boltzmann")]
    public void Constructor_OtherExplorationBesides_IsRefused(bool noisy, int repeat, string expected)
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        var options = new DqnOptions { Exploration = Exploration.Boltzmann, NoisyNets = noisy, ExplorationRepeat = repeat };
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => new DqnAgent(env, options)).Message, StringComparison.Ordinal);
    }

    private static double[] Softmax(double[] values, double temperature)
    {
        double sum = values.Sum(value => Math.Exp(value / temperature));
        return [.. values.Select(value => Math.Exp(value / temperature) / sum)];
    }

    private static double[] Shares(float[] values, float temperature, bool[] allowed)
    {
        var rng = new Pcg64(7);
        var counts = new int[values.Length];
        for (int i = 0; i < Draws; i++) counts[Boltzmann.Sample(values, temperature, allowed, rng)]++;
        return [.. counts.Select(count => count / (double)Draws)];
    }
}
