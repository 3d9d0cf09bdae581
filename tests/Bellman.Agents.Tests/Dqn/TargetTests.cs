using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>What the switches that change the learning target do to the values learned, where those are known.</summary>
public sealed class TargetTests
{
    /// <summary>Naming the mark is worth 1/(1 - 0.5) = 2, naming another 0 + 0.5 * 2 = 1; advantage learning divides the gap of 1 by 1 - alpha.</summary>
    [Theory]
    [InlineData(0f, 1.0)]
    [InlineData(0.5f, 2.0)]
    public void Update_AdvantageLearning_WidensTheGapAndKeepsTheBestValue(float alpha, double gap)
    {
        DqnOptions options = Small with { Discount = 0.5f, AdvantageLearning = alpha, Loss = TdLoss.Mse, EpsilonEnd = 0.5f };
        DqnAgent agent = Train(() => new TimeLimit(new IdentityWorld(), 20), options, steps: 4000);
        float[] values = new float[3];
        for (int mark = 0; mark < 3; mark++)
        {
            float[] observation = new float[3];
            observation[mark] = 1f;
            agent.ActionValues(observation, values);
            Assert.Equal(2, values[mark], 0.15);
            for (int other = 0; other < 3; other++)
            {
                if (other != mark) Assert.Equal(gap, values[mark] - values[other], 0.15);
            }
        }
    }

    [Fact]
    public void Update_AdvantageLearningAmongEqualActions_ChangesNoValue()
    {
        DqnOptions options = Small with { Discount = 0.8f, AdvantageLearning = 0.5f, Loss = TdLoss.Mse };
        DqnAgent agent = Train(() => new TimeLimit(new EndlessWorld(), 5), options, steps: 4000);
        float[] values = new float[2];
        agent.ActionValues([1f], values);
        Assert.All(values, value => Assert.Equal(5, value, 0.1));
    }

    [Theory]
    [InlineData(0.1f, 1)]
    [InlineData(4f, 1)]
    [InlineData(4f, 3)]
    public void Update_RewardScale_ScalesTheValues(float scale, int nStep)
    {
        DqnOptions options = Small with { Discount = 0.5f, RewardScale = scale, NStep = nStep, Loss = TdLoss.Mse };
        DqnAgent agent = Train(() => new TimeLimit(new EndlessWorld(reward: 1f), 5), options, steps: 4000);
        float[] values = new float[2];
        agent.ActionValues([1f], values);
        Assert.All(values, value => Assert.Equal(scale * 2, value, scale * 0.1));
    }
}
