using Bellman.Core;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

public class ClassicControlTests
{
    private readonly float[] _observation = new float[4];

    public static TheoryData<string> Ids => ["CartPole-v0", "CartPole-v1", "MountainCar-v0"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Check_OfEachId_Passes(string id)
    {
        EnvironmentCheck check = EnvironmentChecker.Check(() => Envs.Make(id), steps: 5000);
        Assert.True(check.CanSave);
        Assert.True(check.Episodes > 10);
    }

    [Theory]
    [InlineData("CartPole-v0", 200, 195)]
    [InlineData("CartPole-v1", 500, 475)]
    [InlineData("MountainCar-v0", 200, -110)]
    public void Spec_OfEachId_IsGymnasiums(string id, int limit, double threshold)
    {
        EnvSpec spec = Envs.Spec(id);
        Assert.Equal((limit, threshold), (spec.MaxEpisodeSteps, spec.RewardThreshold));
        using Env env = Envs.Make(id);
        Assert.Equal(limit, Assert.IsType<TimeLimit>(env).MaxEpisodeSteps);
        Assert.Equal(id, env.Unwrapped.Spec!.Id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_ManyTimesWithResets_AllocatesNothing(string id)
    {
        using Env env = Envs.Make(id);
        env.Reset(_observation, seed: 1);
        float[] action = [0];
        AllocationAssert.Zero(() =>
        {
            action[0] = 1 - action[0];
            if (env.Step(action, _observation).Done)
                env.Reset(_observation);
        }, repetitions: 100_000);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_WithAnActionThatIsNone_IsRefused(string id)
    {
        using Env env = Envs.Make(id);
        env.Reset(_observation, seed: 1);
        foreach (float action in new[] { -1f, 0.5f, 3f, float.NaN })
            Assert.Equal("action", Assert.Throws<ArgumentOutOfRangeException>(() => env.Step([action], _observation)).ParamName);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reset_WithImpossibleOptions_SaysWhich(string id)
    {
        using Env env = Envs.Make(id);
        void Reset(ResetOptions options) => env.Reset(_observation, seed: 1, options);
        Assert.Contains("'low'", Assert.Throws<ArgumentException>(() => Reset(new() { ["low"] = 1, ["high"] = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("'high'", Assert.Throws<ArgumentException>(() => Reset(new() { ["hihg"] = 0 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Reset(new() { ["low"] = double.NaN }));
    }

    [Fact]
    public void CartPole_PushedOneWay_FallsAndIsRewardedAsAsked()
    {
        using var plain = new CartPole();
        using var book = new CartPole(new CartPoleOptions { SuttonBartoReward = true });
        plain.Reset(_observation, seed: 1);
        book.Reset(_observation, seed: 1);
        for (int i = 0; i < 200; i++)
        {
            StepResult result = plain.Step([1], _observation);
            Assert.Equal(1, result.Reward);
            Assert.Equal(result with { Reward = result.Terminated ? -1 : 0 }, book.Step([1], _observation));
            if (!result.Terminated)
                continue;
            Assert.InRange(i, 5, 20);
            Assert.True(_observation[2] < -0.2094f);
            return;
        }

        Assert.Fail("The pole never fell.");
    }

    [Fact]
    public void CartPole_Reset_KeepsToTheBoundsGiven()
    {
        using var env = new CartPole();
        for (ulong seed = 0; seed < 100; seed++)
        {
            env.Reset(_observation, seed);
            Assert.All(_observation, number => Assert.InRange(number, -0.05f, 0.05f));
            env.Reset(_observation, seed, new ResetOptions { ["low"] = 0.01, ["high"] = 0.02 });
            Assert.All(_observation, number => Assert.InRange(number, 0.01f, 0.02f));
        }
    }

    [Fact]
    public void MountainCar_SwungUp_ReachesTheFlag()
    {
        using Env env = Envs.Make("MountainCar-v0");
        env.Reset(_observation, seed: 1);
        StepResult result;
        do
        {
            result = env.Step([_observation[1] >= 0 ? 2 : 0], _observation);
            Assert.Equal(-1, result.Reward);
        }
        while (!result.Done);
        Assert.True(result.Terminated);
        Assert.True(_observation[0] >= 0.5f);
    }

    [Fact]
    public void MountainCar_WithGoalVelocity_MustArriveThatFast()
    {
        using var env = new MountainCar(new MountainCarOptions { GoalVelocity = 0.07 });
        env.Reset(_observation, seed: 1);
        bool passed = false;
        for (int i = 0; i < 200; i++)
        {
            bool terminated = env.Step([_observation[1] >= 0 ? 2 : 0], _observation).Terminated;
            passed |= _observation[0] >= 0.5f && !terminated;
            if (!terminated)
                continue;
            Assert.True(_observation[1] > 0.0699f);
            break;
        }

        Assert.True(passed);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MountainCarOptions { GoalVelocity = 0.08 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MountainCarOptions { GoalVelocity = double.NaN });
    }

    [Fact]
    public void MountainCar_AtTheLeftEnd_LosesItsSpeed()
    {
        using var env = new MountainCar();
        env.Reset(_observation, seed: 1, new ResetOptions { ["low"] = -1.19, ["high"] = -1.19 });
        bool stopped = false;
        for (int i = 0; i < 100 && !stopped; i++)
        {
            env.Step([0], _observation);
            stopped = _observation[0] == -1.2f;
            Assert.True(!stopped || _observation[1] == 0);
        }
    }
}
