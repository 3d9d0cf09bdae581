using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>DQN with prioritized replay, besides what holds for every agent.</summary>
public sealed class PrioritizedDqnTests
{
    private static readonly DqnOptions Prioritized = Small with { PrioritizedReplay = true, Loss = TdLoss.Mse, PriorityBetaSteps = 1000 };

    /// <summary>What is known by heart is not drawn for its error any more: priorities that were never updated would all still be 1, as they are before the first update.</summary>
    [Fact]
    public void Update_WorldThatIsLearned_PrioritiesFallWithTheErrors()
    {
        Assert.All(Priorities(steps: 49), mass => Assert.Equal(1f, mass));
        float[] masses = Priorities(steps: 3000);
        Assert.True(masses.Order().ElementAt(masses.Length / 2) < 0.2f, $"the median is {masses.Order().ElementAt(masses.Length / 2)}");
    }

    [Fact]
    public void Update_BetaSchedule_IsRecordedAndGrowsToOne()
    {
        DqnAgent agent = Train(() => new IdentityWorld(), Prioritized with { PriorityBeta = 0.5f }, 501);
        Assert.Equal(0.75, agent.Metrics.Find("priority_beta")!.Last, 1e-3);
        Assert.Null(Train(() => new IdentityWorld(), Small, 60).Metrics.Find("priority_beta"));
    }

    /// <summary>With alpha 0 all priorities are equal and all weights 1; only the order of draws differs from the even replay.</summary>
    [Fact]
    public void Update_AlphaZero_PrioritiesStayOne() =>
        Assert.All(Priorities(steps: 500, Prioritized with { PriorityAlpha = 0 }), mass => Assert.Equal(1f, mass));

    [Theory]
    [InlineData(QModel.Lstm)]
    [InlineData(QModel.Gru)]
    public void Constructor_NetworkWithMemory_IsRefused(QModel model)
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        string message = Assert.Throws<ArgumentException>(() => new DqnAgent(env, Prioritized with { Model = model })).Message;
        Assert.Contains("prioritized_replay", message, StringComparison.Ordinal);
        Assert.Contains($"model {model.ToString().ToLowerInvariant()}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 63, QModel.Dense, true)]
    [InlineData(64, 64, QModel.Dense, false)]
    [InlineData(4, 64, QModel.Lstm, false)]
    [InlineData(5, 64, QModel.Lstm, true)]
    public void RequireTrainable_BatchLargerThanTheReplay_IsRefused(int batch, int buffer, QModel model, bool refused)
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        var agent = new DqnAgent(env, Small with { BatchSize = batch, BufferSize = buffer, Model = model, SequenceLength = 16 });
        if (!refused)
        {
            agent.RequireTrainable();
            return;
        }

        string message = Assert.Throws<ArgumentException>(agent.RequireTrainable).Message;
        Assert.Contains($"batch_size of {batch}", message, StringComparison.Ordinal);
        Assert.Contains($"buffer_size is {buffer}", message, StringComparison.Ordinal);
    }

    private static float[] Priorities(int steps, DqnOptions? options = null)
    {
        using var env = new SyncVectorEnv(() => new EndlessWorld(reward: 2f, terminates: true));
        var agent = new DqnAgent(env, options ?? Prioritized, 1);
        env.Reset(1);
        Steps(env, agent, steps);
        CheckpointReader reader = Saved(env, agent);
        using (reader.Section("agent"))
        using (reader.Section("replay"))
            return reader.ReadSingles("priorities");
    }
}
