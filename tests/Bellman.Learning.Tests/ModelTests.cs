using Bellman.Experiments;

namespace Bellman.Learning.Tests;

/// <summary>Networks that remember and networks that see learn what they are for, over a few seeds; a network without memory does not.</summary>
public sealed class ModelTests
{
    private const int Seeds = 4;

    [Fact]
    public void MaskedCartPole_LstmTrainedBriefly_HoldsThePoleForAHundredStepsAndMore() => Assert.InRange(MaskedCartPole(), 120, 500);

    [Fact]
    public void MaskedCartPole_Dense_FailsTheGate() => Assert.True(MaskedCartPole("agent.model=dense", "agent.recurrent_units=256", "agent.hidden_sizes=64,64") < 80);

    /// <summary>A random agent breaks 0.5 bricks and shoots 3.7 aliens.</summary>
    [Theory]
    [InlineData("minatar-breakout", 3)]
    [InlineData("minatar-spaceinvaders", 12)]
    public void MinAtar_Convolutions_PlayFarBetterThanAtRandom(string preset, double least) =>
        Assert.True(LearningGate.Score(Presets.Find(preset).Options, steps: 60_000, Seeds) > least);

    /// <summary>Dense layers need more steps for that, each of which costs less.</summary>
    [Fact]
    public void Breakout_PpoWithDenseLayers_PlaysFarBetterThanAtRandom() => Assert.InRange(PpoBreakout(), 3.5, 100);

    /// <summary>Where only the next reward counts, nothing says where the paddle should go.</summary>
    [Fact]
    public void Breakout_PpoThatSeesNoFuture_FailsTheGate() => Assert.InRange(PpoBreakout("agent.discount=0"), 0, 2.5);

    [Fact]
    public void Breakout_TargetThatNeverMoves_FailsTheGate() =>
        Assert.True(LearningGate.Score(Presets.Find("minatar-breakout").Options, steps: 30_000, Seeds, "agent.target_update_every=2000000000", "agent.discount=0") < 3);

    private static double PpoBreakout(params string[] assignments) =>
        LearningGate.Score(Presets.Find("ppo-minatar-breakout").Options, steps: 150_000, seeds: 3, assignments);

    private static double MaskedCartPole(params string[] assignments) =>
        LearningGate.Score(Presets.Find("cartpole-masked-lstm").Options, steps: 50_000, Seeds, assignments);
}
