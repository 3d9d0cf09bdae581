namespace Bellman.Learning.Tests;

/// <summary>Augmented random search over ten seeds, against the figures that RL Baselines3 Zoo publishes for it, at no more steps.</summary>
public sealed class BlackBoxTests
{
    [Fact]
    public void CartPole_Ars_Balances() => Assert.InRange(LearningGate.ScorePreset("ars-cartpole", 50_000), 499, 500);

    /// <summary>With the reward for each step taken away every candidate is alike, and nothing can be learned.</summary>
    [Fact]
    public void CartPole_ArsWithNothingToTellCandidatesApart_FailsTheGate() =>
        Assert.True(LearningGate.ScorePreset("ars-cartpole", 50_000, "agent.alive_bonus=1") < 100);

    [Fact]
    public void MountainCar_Ars_SwingsOut() => Assert.InRange(LearningGate.ScorePreset("ars-mountaincar", 500_000), -122, -90);

    [Fact]
    public void MountainCarContinuous_Ars_DrivesOut() => Assert.InRange(LearningGate.ScorePreset("ars-mountaincar-continuous", 500_000), 95, 100);
}
