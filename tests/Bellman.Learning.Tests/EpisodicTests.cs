namespace Bellman.Learning.Tests;

/// <summary>REINFORCE and the one-step actor-critic with the tutorial's settings, over ten seeds; and the same gates refuse an agent with a fault in it.</summary>
public sealed class EpisodicTests
{
    [Fact]
    public void CartPole_WengReinforce_Balances() => Assert.InRange(LearningGate.ScorePreset("weng-reinforce", 100_000), 475, 500);

    [Fact]
    public void CartPole_ReinforceBlindToTheFuture_FailsTheGate() =>
        Assert.True(LearningGate.ScorePreset("weng-reinforce", 100_000, "agent.discount=0") < 475);

    /// <summary>The tutorial's settings solve the pole with some seeds and lose it again with others: what is asked here is far above a policy that has learned nothing (22).</summary>
    [Fact]
    public void CartPole_WengActorCritic_Learns() => Assert.InRange(LearningGate.ScorePreset("weng-actor-critic", 60_000), 100, 500);

    [Fact]
    public void CartPole_ActorCriticBlindToTheFuture_FailsTheGate() =>
        Assert.True(LearningGate.ScorePreset("weng-actor-critic", 60_000, "agent.discount=0") < 100);
}
