namespace Bellman.Numerics.Tests;

/// <summary>Which name is suggested for a mistyped one.</summary>
public sealed class NearestNameTests
{
    private static readonly string[] Names = ["CartPole-v0", "CartPole-v1", "LunarLander-v2", "LunarLander-v3", "LunarLanderContinuous-v3", "dqn", "ppo", "FrameStackObservation", "MaxAndSkipObservation"];

    [Theory]
    [InlineData("cartpole-v1", "CartPole-v1")]
    [InlineData("CARTPOLE-V0", "CartPole-v0")]
    [InlineData("dnq", "dqn")]
    [InlineData("dqnn", "dqn")]
    [InlineData("CartPole-v9", "CartPole-v1")]
    [InlineData("CartPole", "CartPole-v1")]
    [InlineData("LunarLander", "LunarLander-v3")]
    [InlineData("LunraLander-v2", "LunarLander-v2")]
    [InlineData("FrameStak", "FrameStackObservation")]
    [InlineData("framestacks", "FrameStackObservation")]
    [InlineData("LunarLandr", "LunarLander-v3")]
    [InlineData("lunarlandercontinuous", "LunarLanderContinuous-v3")]
    public void Find_MistypedName_IsTheOneMeant(string name, string meant) => Assert.Equal(meant, NearestName.Find(name, Names));

    [Theory]
    [InlineData("")]
    [InlineData("Breakout-v5")]
    [InlineData("x")]
    [InlineData("Stack the frames")]
    public void Find_NothingNear_IsNull(string name) => Assert.Null(NearestName.Find(name, Names));
}
