namespace Bellman.Learning.Tests;

/// <summary>The defaults learn, over ten seeds; and the same gates refuse an agent with a fault in it.</summary>
public sealed class DefaultsTests
{
    [Fact]
    public void CartPole_Defaults_Balance() => Assert.InRange(LearningGate.Score("CartPole-v1", 80_000), 475, 500);

    [Fact]
    public void CartPole_BlindToTheFuture_FailsTheGate() =>
        Assert.True(LearningGate.Score("CartPole-v1", 10_000, "agent.discount=0") < 200);

    [Fact]
    public void MountainCar_Defaults_ReachTheFlag() => Assert.InRange(LearningGate.Score("MountainCar-v0", 80_000), -125, 0);

    [Fact]
    public void MountainCar_TargetThatNeverMoves_FailsTheGate() =>
        Assert.True(LearningGate.Score("MountainCar-v0", 20_000, "agent.target_update=hard", "agent.target_update_every=2000000000") < -125);

    [Fact]
    public void LunarLander_Defaults_Land() => Assert.InRange(LearningGate.Score("LunarLander-v3", 150_000), 200, 320);

    [Fact]
    public void LunarLander_TargetThatNeverMoves_FailsTheGate() =>
        Assert.True(LearningGate.Score("LunarLander-v3", 40_000, "agent.target_update=hard", "agent.target_update_every=2000000000") < 200);
}
