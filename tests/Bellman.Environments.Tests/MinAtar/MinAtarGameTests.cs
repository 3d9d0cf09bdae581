using Bellman.Core;

namespace Bellman.Environments.Tests;

/// <summary>What holds for all MinAtar games.</summary>
public class MinAtarGameTests
{
    public static TheoryData<string, int, int> Games => new()
    {
        { "Asterix", 4, 5 },
        { "Breakout", 4, 3 },
        { "Freeway", 7, 3 },
        { "Seaquest", 10, 6 },
        { "SpaceInvaders", 6, 4 },
    };

    [Theory]
    [MemberData(nameof(Games))]
    public void Spec_OfBothIds_HasPlanesAndActions(string name, int planes, int minimal)
    {
        using Env full = Envs.Make($"MinAtar/{name}-v0");
        using Env small = Envs.Make($"MinAtar/{name}-v1");
        Assert.Equal(new Discrete(6), full.ActionSpace);
        Assert.Equal(new Discrete(minimal), small.ActionSpace);
        foreach (Env env in new[] { full, small })
        {
            Assert.Equal(new Box(0, 1, [planes, 10, 10], ElementType.Byte), env.ObservationSpace);
            var game = (MinAtarGame)env.Unwrapped;
            Assert.Equal(planes, game.Planes.Count);
            Assert.Equal(MinAtarAction.None, game.Actions[0]);
        }
    }

    /// <summary>Not for Freeway, where a car can put the player back at once.</summary>
    [Theory]
    [InlineData("Asterix")]
    [InlineData("Breakout")]
    [InlineData("Seaquest")]
    [InlineData("SpaceInvaders")]
    public void Step_WithStickyActions_RepeatsTheLastOneAsOftenAsSaid(string name)
    {
        foreach (double stickiness in new[] { 0, 0.1, 1 })
        {
            using Env env = Envs.Make($"MinAtar/{name}-v1", new MinAtarOptions { StickyActionProbability = stickiness });
            int stayed = 0;
            float[] observation = new float[env.ObservationSpace.Size];
            for (ulong seed = 0; seed < 5000; seed++)
            {
                // The first plane shows the player. The action before the first one is none.
                env.Reset(observation, seed);
                int before = Array.IndexOf(observation, 1f);
                env.Step([1], observation);
                stayed += Array.IndexOf(observation, 1f) == before ? 1 : 0;
            }

            Assert.Equal(stickiness, stayed / 5000.0, 0.02);
        }
    }

    [Fact]
    public void StickyActionProbability_OutOfRange_IsRefused() => Refusal.Of<ArgumentOutOfRangeException>(
        "from 0 to 1", () => new MinAtarOptions { StickyActionProbability = 1.1 });

    /// <summary>About 0.5 is published for Breakout with a random agent. For the other games nothing is: their ranges are what these rules gave when they were written, and tell when a rule changes.</summary>
    [Theory]
    [InlineData("Asterix-v0", 0.4, 0.7)]
    [InlineData("Asterix-v1", 0.4, 0.7)]
    [InlineData("Freeway-v0", 0.12, 0.28)]
    [InlineData("Freeway-v1", 0.3, 0.5)]
    [InlineData("Seaquest-v0", 0.05, 0.16)]
    [InlineData("Breakout-v0", 0.4, 0.9)]
    [InlineData("Breakout-v1", 0.3, 0.7)]
    [InlineData("SpaceInvaders-v0", 2.2, 3.3)]
    [InlineData("SpaceInvaders-v1", 3.2, 4.3)]
    public void RandomAgent_OverManyEpisodes_ScoresInTheGamesRange(string id, double low, double high)
    {
        using Env env = Envs.Make($"MinAtar/{id}");
        float[] observation = new float[env.ObservationSpace.Size];
        float[] action = new float[1];
        SpaceSampler actions = env.ActionSpace.CreateSampler(1);
        double total = 0;

        // An episode of Freeway takes 2500 frames.
        ulong episodes = id.StartsWith("Freeway", StringComparison.Ordinal) ? 300u : 2000u;
        for (ulong episode = 0; episode < episodes; episode++)
        {
            env.Reset(observation, episode);
            StepResult result;
            do
            {
                actions.Sample(action);
                result = env.Step(action, observation);
                total += result.Reward;
            }
            while (!result.Done);
        }

        Assert.InRange(total / episodes, low, high);
    }
}
