using Bellman.Core;
using Bellman.Experiments;

namespace Bellman.Learning.Tests;

/// <summary>PPO and A2C learn with their presets, over ten seeds; and the same gates refuse them with a fault.</summary>
public sealed class PolicyGradientTests
{
    static PolicyGradientTests() => WrapperRegistry.Register(nameof(TerminalsThatBootstrap), (Env env) => new TerminalsThatBootstrap(env));

    [Fact]
    public void CartPole_Ppo_Balances() => Assert.InRange(LearningGate.ScorePreset("ppo-cartpole", 100_000), 475, 500);

    /// <summary>Where falling over is no end, it costs nothing.</summary>
    [Theory]
    [InlineData("ppo-cartpole")]
    [InlineData("a2c-cartpole")]
    public void CartPole_TerminalsThatBootstrap_FailTheGate(string preset) =>
        Assert.True(LearningGate.ScorePreset(preset, 60_000, $"wrappers=[\"{nameof(TerminalsThatBootstrap)}\"]") < 200);

    /// <summary>With steps three times as large the clipping of the ratio decides: without it the policy is thrown about.</summary>
    [Fact]
    public void CartPole_PpoWithLargerStepsWithoutClipping_FailsTheGateThatItPassesWithIt()
    {
        Assert.InRange(LearningGate.ScorePreset("ppo-cartpole", 100_000, "agent.learning_rate=0.003"), 475, 500);
        Assert.True(LearningGate.ScorePreset("ppo-cartpole", 100_000, "agent.learning_rate=0.003", "agent.clip_range=1000", "agent.clip_range_decay_steps=0") < 475);
    }

    [Fact]
    public void CartPole_A2c_Balances() => Assert.InRange(LearningGate.ScorePreset("a2c-cartpole", 300_000), 475, 500);

    [Fact]
    public void Pendulum_Ppo_HoldsItUp() => Assert.InRange(LearningGate.ScorePreset("ppo-pendulum", 100_000), -200, 0);

    /// <summary>Noise by state pushes the car one way for a while. A few trainings in a hundred never see the flag; the interquartile mean leaves them out.</summary>
    [Theory]
    [InlineData("ppo-mountaincar-continuous", 20_000, 80)]
    [InlineData("a2c-mountaincar-continuous", 100_000, 88)]
    public void MountainCarContinuous_NoiseByState_GetsUpTheHill(string preset, long steps, double least) =>
        Assert.InRange(LearningGate.ScorePreset(preset, steps), least, 100);

    [Fact]
    public void Acrobot_Ppo_SwingsUp() => Assert.InRange(LearningGate.ScorePreset("ppo-acrobot", 200_000), -90, 0);

    [Fact]
    public void LunarLander_Ppo_Lands() => Assert.InRange(LearningGate.ScorePreset("weng-ppo", 250_000), 200, 320);

    /// <summary>A policy that may pick up and drop off anywhere learns never to do so, which costs ten steps each time; the mask leaves that out.</summary>
    [Theory]
    [InlineData(true, 0, 9)]
    [InlineData(false, -201, -100)]
    public void Taxi_PpoWithMasksAndWithout_DrivesOrNeverPicksUp(bool masks, double low, double high) =>
        Assert.InRange(LearningGate.Score(Presets.Find("ppo-taxi").Options, 100_000, seeds: 3, $"agent.action_masks={(masks ? "true" : "false")}"), low, high);

    /// <summary>Without its velocities one look at the pole does not say where it falls.</summary>
    [Theory]
    [InlineData("lstm", 150, 500)]
    [InlineData("dense", 0, 80)]
    public void CartPoleWithoutVelocities_PpoWithMemoryAndWithout_BalancesOrNot(string model, double low, double high) =>
        Assert.InRange(LearningGate.Score(Presets.Find("cartpole-masked-ppo").Options, 60_000, seeds: 3, $"agent.model={model}"), low, high);

    [Fact]
    public void CartPole_PpoWithASharedTorso_Balances() => Assert.InRange(LearningGate.ScorePreset("ppo-cartpole", 100_000, "agent.shared_torso=true"), 475, 500);
}
