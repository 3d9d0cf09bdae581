using Bellman.Core;

namespace Bellman.Agents.Tests;

public sealed class NStepWindowTests
{
    private const float Gamma = 0.5f;

    [Fact]
    public void Add_OneStep_IsTheTransitionItself()
    {
        ReplayBuffer buffer = Feed(n: 1, (Reward: 3, Terminated: false, Truncated: false));
        Assert.Equal((1, 3f, Gamma), (buffer.Count, buffer.Reward(0), buffer.Discount(0)));
    }

    [Fact]
    public void Add_Terminated_HasNoBootstrap()
    {
        ReplayBuffer buffer = Feed(n: 1, (3, true, false));
        Assert.Equal(0f, buffer.Discount(0));
    }

    [Fact]
    public void Add_Truncated_StillBootstraps()
    {
        ReplayBuffer buffer = Feed(n: 1, (3, false, true));
        Assert.Equal(Gamma, buffer.Discount(0));
    }

    [Fact]
    public void Add_ThreeSteps_SumsDiscountedRewardsAndBootstrapsThreeStepsOn()
    {
        ReplayBuffer buffer = Feed(n: 3, (1, false, false), (2, false, false), (4, false, false), (8, false, false));
        Assert.Equal(2, buffer.Count);
        Assert.Equal(1 + (0.5f * 2) + (0.25f * 4), buffer.Reward(0));
        Assert.Equal(0.125f, buffer.Discount(0));
        Assert.Equal([0f], buffer.ObservationIn(0));
        Assert.Equal([3f], buffer.NextObservationIn(0));
        Assert.Equal([1f], buffer.ObservationIn(1));
        Assert.Equal([4f], buffer.NextObservationIn(1));
    }

    [Fact]
    public void Add_EpisodeShorterThanWindow_EmitsEveryStepWithShorterSums()
    {
        ReplayBuffer buffer = Feed(n: 5, (1, false, false), (2, true, false), (4, false, true));
        Assert.Equal(3, buffer.Count);
        Assert.Equal([2f, 2f, 4f], Enumerable.Range(0, 3).Select(buffer.Reward));
        Assert.Equal([0f, 0f, 0.5f], Enumerable.Range(0, 3).Select(buffer.Discount));
    }

    private static ReplayBuffer Feed(int n, params (float Reward, bool Terminated, bool Truncated)[] steps)
    {
        var buffer = new ReplayBuffer(16, 1, 1);
        var window = new NStepWindow(n, Gamma, rewardScale: 1, worlds: 1, observationSize: 1, actionSize: 1);
        for (int i = 0; i < steps.Length; i++)
        {
            window.Add(
                new Transitions
                {
                    Count = 1,
                    Observations = new float[] { i },
                    Actions = new float[] { 0 },
                    Rewards = new[] { steps[i].Reward },
                    NextObservations = new float[] { i + 1 },
                    Terminated = new[] { steps[i].Terminated },
                    Truncated = new[] { steps[i].Truncated },
                    EpisodeReturns = new double[1],
                    EpisodeLengths = new int[1],
                },
                0,
                buffer);
        }

        return buffer;
    }
}
