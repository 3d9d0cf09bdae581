using Bellman.Core;

namespace Bellman.Environments.Tests;

public class CliffWalkingTests
{
    private const int Up = 0;
    private const int Right = 1;
    private const int Down = 2;
    private readonly float[] _observation = new float[1];

    [Theory]
    [InlineData("CliffWalking-v1")]
    [InlineData("CliffWalkingSlippery-v1")]
    public void Spec_OfEachId_HasNoLimit(string id)
    {
        using Env env = Envs.Make(id);
        Assert.Equal((null, null), (env.Spec!.MaxEpisodeSteps, env.Spec.RewardThreshold));
        Assert.Equal(new Discrete(48), env.ObservationSpace);
        Assert.Equal(new Discrete(4), env.ActionSpace);
    }

    [Fact]
    public void Step_AlongTheEdge_CostsThirteen()
    {
        using Env env = Envs.Make("CliffWalking-v1");
        env.Reset(_observation, seed: 1);
        Assert.Equal(36, _observation[0]);
        env.Step([Up], _observation);
        for (int i = 0; i < 11; i++) Assert.Equal(new StepResult(-1, false), env.Step([Right], _observation));
        Assert.Equal(new StepResult(-1, Terminated: true), env.Step([Down], _observation));
        Assert.Equal(47, _observation[0]);
    }

    [Fact]
    public void Step_OverTheCliff_GoesOnAtTheStart()
    {
        using Env env = Envs.Make("CliffWalking-v1");
        env.Reset(_observation, seed: 1);
        env.Step([Up], _observation);
        env.Step([Right], _observation);
        Assert.Equal(new StepResult(-100, Terminated: false), env.Step([Down], _observation));
        Assert.Equal(36, _observation[0]);
    }

    [Fact]
    public void Step_OnSlipperyGround_GoesAsideInTwoOfThree()
    {
        using Env env = Envs.Make("CliffWalkingSlippery-v1");
        int[] reached = new int[48];
        env.Reset(_observation, seed: 1);
        for (int i = 0; i < 12_000; i++)
        {
            env.Step([Up], _observation);
            reached[(int)_observation[0]]++;
            env.Reset(_observation);
        }

        // To the right lies the cliff, to the left the wall: both end at the start.
        Assert.Equal(4_000, reached[24], 200.0);
        Assert.Equal(8_000, reached[36], 200.0);
    }
}
