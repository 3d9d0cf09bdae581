namespace Bellman.Learning.Tests;

/// <summary>The pendulum is swung up and the car driven up the hill, over ten seeds; and the same gates refuse an agent with a fault in it.</summary>
public sealed class ContinuousTests
{
    private const string Pendulum = "Pendulum-v1";

    [Fact]
    public void Pendulum_Sac_SwingsUp() => Assert.InRange(LearningGate.ScoreOf(Pendulum, "sac", 10_000), -165, 0);

    [Fact]
    public void Pendulum_Td3_SwingsUp() => Assert.InRange(LearningGate.ScoreOf(Pendulum, "td3", 15_000), -170, 0);

    [Fact]
    public void Pendulum_Ddpg_SwingsUp() => Assert.InRange(LearningGate.ScoreOf(Pendulum, "ddpg", 10_000), -170, 0);

    [Fact]
    public void MountainCarContinuous_Defaults_ReachTheFlag() => Assert.InRange(LearningGate.Score("MountainCarContinuous-v0", 50_000), 90, 100);

    /// <summary>What is drawn anew in every step never rocks the car up the hill.</summary>
    [Fact]
    public void MountainCarContinuous_NoiseWithoutMemory_FailsTheGate() =>
        Assert.True(LearningGate.Score("MountainCarContinuous-v0", 30_000, "agent.noise.kind=gaussian") < 90);

    [Theory]
    [InlineData("sac")]
    [InlineData("ddpg")]
    public void Pendulum_BlindToTheFuture_FailsTheGate(string agent) =>
        Assert.True(LearningGate.ScoreOf(Pendulum, agent, 5000, "agent.discount=0") < -170);

    [Fact]
    public void Pendulum_TargetThatHardlyMoves_FailsTheGate() =>
        Assert.True(LearningGate.ScoreOf(Pendulum, "td3", 5000, "agent.tau=1e-7") < -170);
}
