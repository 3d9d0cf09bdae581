namespace Bellman.Learning.Tests;

/// <summary>QR-DQN learns with its preset and a small network, over ten seeds; and the same gate refuses it with a fault.</summary>
public sealed class DqnFamilyTests
{
    private const double Least = 350;

    [Fact]
    public void CartPole_QrDqn_Balances() => Assert.InRange(QrDqn(), Least, 500);

    [Fact]
    public void CartPole_QrDqnBlindToTheFuture_FailsTheGate() => Assert.True(QrDqn("agent.discount=0") < 100);

    [Fact]
    public void CartPole_QrDqnWithTargetThatNeverMoves_FailsTheGate() => Assert.True(QrDqn("agent.target_update_every=2000000000") < Least);

    private static double QrDqn(params string[] assignments) => LearningGate.ScorePreset("qrdqn-cartpole", 50_000, ["agent.hidden_sizes=64,64", .. assignments]);
}
