using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

public sealed class ExplorationRepeatTests
{
    [Fact]
    public void Act_RandomActionsKeptUp_LastNStepsWithProbabilityOneByNTimesNPlusOne()
    {
        double[] shares = DurationShares(repeat: 20, out double mean);
        foreach (int n in (int[])[1, 2, 3, 5, 10]) Assert.Equal(1.0 / (n * (n + 1)), shares[n], 0.01);

        // All that would last longer ends at the limit: 1/20 of them; the mean is then 1 + 1/2 + ... + 1/20.
        Assert.Equal(1.0 / 20, shares[20], 0.01);
        Assert.Equal(Enumerable.Range(1, 20).Sum(n => 1.0 / n), mean, 0.1);
    }

    /// <summary>With at least m steps n or more are as likely as m/n: exactly m then have the share 1 - m/(m + 1) = 1/(m + 1).</summary>
    [Fact]
    public void Act_RandomActionsKeptUpForAtLeast_LastNOrMoreWithProbabilityMByN()
    {
        double[] shares = DurationShares(repeat: 40, out double mean, least: 8);
        Assert.Equal(0, shares[..8].Sum(), 0.01);
        foreach (int n in (int[])[8, 10, 20, 40]) Assert.Equal(8.0 / n, shares[n..].Sum(), 0.015);
        Assert.Equal(8 + Enumerable.Range(9, 32).Sum(n => 8.0 / n), mean, 0.4);
    }

    [Fact]
    public void Constructor_FewestRepeatsAboveTheMost_AreRefused()
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        string message = Assert.Throws<ArgumentException>(() => new DqnAgent(env, Small with { ExplorationRepeat = 5, ExplorationRepeatLeast = 6 })).Message;
        Assert.StartsWith("exploration_repeat_least is 6, above the 5 of exploration_repeat.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Act_WithoutRepeats_ChoosesAnewInEveryStep() => Assert.InRange(DurationShares(repeat: 1, out _)[1], 0.99, 1);

    [Fact]
    public void Observe_EndOfTheEpisode_EndsTheRepeats()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new ManyActionsWorld(), 5));
        var agent = new DqnAgent(env, Small with { EpsilonSchedule = EpsilonSchedule.Constant, EpsilonStart = 1, ExplorationRepeat = 100_000, LearningStarts = 100_000 }, 1);
        env.Reset(1);
        int kept = 0;
        float[] action = new float[1];
        for (int episode = 0; episode < 400; episode++)
        {
            float last = action[0];
            Steps(env, agent, 1, action);
            if (action[0] == last) kept++;
            Steps(env, agent, 4, action);
        }

        Assert.InRange(kept, 0, 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void SaveState_WhileAnActionIsKeptUp_ContinuesBitForBit(int worlds)
    {
        DqnOptions options = Small with { ExplorationRepeat = 20, EpsilonSchedule = EpsilonSchedule.Constant, EpsilonStart = 0.5f };
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), worlds);
        var agent = new DqnAgent(env, options, 3);
        env.Reset(3);
        Steps(env, agent, 200);
        CheckpointReader reader;
        int[] repeats = new int[worlds];
        do
        {
            Steps(env, agent, 1);
            reader = Saved(env, agent);
            reader.Read("agent/repeats", repeats.AsSpan());
        }
        while (repeats[^1] < 3);

        float[] actions = new float[worlds], others = new float[worlds];
        using var otherEnv = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), worlds);
        var other = new DqnAgent(otherEnv, options, 99);
        using (reader.Section("env")) otherEnv.Load(reader);
        using (reader.Section("agent")) other.LoadState(reader);
        for (int i = 0; i < 200; i++)
        {
            Steps(env, agent, 1, actions);
            Steps(otherEnv, other, 1, others);
            Assert.Equal(actions, others);
        }

        Assert.Equal(Hash(agent), Hash(other));
    }

    /// <summary>The share of random actions that last so many steps.</summary>
    private static double[] DurationShares(int repeat, out double mean, int least = 1)
    {
        using var env = new SyncVectorEnv(() => new ManyActionsWorld());
        DqnOptions options = Small with { HiddenSizes = [1], ExplorationRepeat = repeat, ExplorationRepeatLeast = least, EpsilonSchedule = EpsilonSchedule.Constant, EpsilonStart = 1 };
        var agent = new DqnAgent(env, options, 4);
        const int Steps = 100_000;
        int[] counts = new int[1000];
        float[] action = new float[1];
        int duration = 0;
        float last = -1;
        for (int i = 0; i < Steps; i++)
        {
            agent.Act([1f], action);
            if (action[0] != last && duration > 0)
            {
                counts[duration]++;
                duration = 0;
            }

            duration++;
            last = action[0];
        }

        double all = counts.Sum();
        mean = Steps / all;
        return [.. counts.Select(count => count / all)];
    }
}
