using Bellman.Core;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

public class ClassicControlTests
{
    private readonly float[] _observation = new float[6];

    public static TheoryData<string> DiscreteIds => ["CartPole-v0", "CartPole-v1", "MountainCar-v0", "Acrobot-v1"];

    public static TheoryData<string> ContinuousIds => ["MountainCarContinuous-v0", "Pendulum-v1"];

    public static TheoryData<string> IdsWithBounds =>
        ["CartPole-v0", "CartPole-v1", "MountainCar-v0", "MountainCarContinuous-v0", "Acrobot-v1"];

    [Theory]
    [InlineData("CartPole-v0", 200, 195)]
    [InlineData("CartPole-v1", 500, 475)]
    [InlineData("MountainCar-v0", 200, -110)]
    [InlineData("MountainCarContinuous-v0", 999, 90)]
    [InlineData("Pendulum-v1", 200, null)]
    [InlineData("Acrobot-v1", 500, -100)]
    public void Spec_OfEachId_IsGymnasiums(string id, int limit, int? threshold)
    {
        EnvSpec spec = Envs.Spec(id);
        Assert.Equal((limit, threshold), (spec.MaxEpisodeSteps, spec.RewardThreshold));
        using Env env = Envs.Make(id);
        Assert.Equal(limit, Assert.IsType<TimeLimit>(env).MaxEpisodeSteps);
        Assert.Equal(id, env.Unwrapped.Spec!.Id);
    }

    [Theory]
    [MemberData(nameof(DiscreteIds))]
    public void Step_WithAnActionThatIsNone_IsRefused(string id)
    {
        using Env env = Envs.Make(id);
        env.Reset(_observation, seed: 1);
        foreach (float action in new[] { -1f, 0.5f, 3f, float.NaN })
            Assert.Equal("action", Assert.Throws<ArgumentOutOfRangeException>(() => env.Step([action], _observation)).ParamName);
    }

    [Theory]
    [MemberData(nameof(ContinuousIds))]
    public void Step_WithAnActionThatIsNotFinite_IsRefused(string id)
    {
        using Env env = Envs.Make(id);
        env.Reset(_observation, seed: 1);
        foreach (float action in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
            Assert.Equal("action", Assert.Throws<ArgumentOutOfRangeException>(() => env.Step([action], _observation)).ParamName);
    }

    [Theory]
    [MemberData(nameof(ContinuousIds))]
    public void Step_WithAnActionBeyondItsBounds_MovesAsAtTheBound(string id)
    {
        using Env env = Envs.Make(id);
        using Env other = Envs.Make(id);
        float[] observation = new float[6];
        env.Reset(_observation, seed: 1);
        other.Reset(observation, seed: 1);
        float bound = ((Box)env.ActionSpace).High[0];
        for (int i = 0; i < 50; i++)
        {
            float sign = i % 3 == 0 ? -1 : 1;
            env.Step([sign * bound], _observation);
            other.Step([sign * 7], observation);
            foreach ((float expected, float actual) in _observation.Zip(observation))
                Assert.Equal(expected, actual, 1e-5f);
        }
    }

    [Theory]
    [MemberData(nameof(IdsWithBounds))]
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
            Assert.All(_observation[..4], number => Assert.InRange(number, -0.05f, 0.05f));
            env.Reset(_observation, seed, new ResetOptions { ["low"] = 0.01, ["high"] = 0.02 });
            Assert.All(_observation[..4], number => Assert.InRange(number, 0.01f, 0.02f));
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

    [Fact]
    public void MountainCarContinuous_SwungUp_EarnsAHundredLessItsEffort()
    {
        using Env env = Envs.Make("MountainCarContinuous-v0");
        env.Reset(_observation, seed: 1);
        double total = 0;
        int steps = 0;
        StepResult result;
        do
        {
            result = env.Step([_observation[1] >= 0 ? 1 : -1], _observation);
            total += result.Reward;
            steps++;
        }
        while (!result.Done);
        Assert.True(result.Terminated);
        Assert.True(_observation[0] >= 0.45f);
        Assert.Equal(100 - (0.1 * steps), total, 1e-4);
    }

    [Fact]
    public void MountainCarContinuous_OfAForceBeyondTheBound_CostsWhatWasAskedFor()
    {
        using var env = new MountainCarContinuous();
        env.Reset(_observation, seed: 1);
        Assert.Equal(-0.9f, env.Step([3], _observation).Reward, 1e-6f);
    }

    [Fact]
    public void Pendulum_Upright_CostsOnlyTheTorque()
    {
        using var env = new Pendulum();
        var upright = new ResetOptions { ["x_init"] = 0, ["y_init"] = 0 };
        env.Reset(_observation, seed: 1, upright);
        Assert.Equal([1, 0, 0], _observation[..3]);
        Assert.Equal(0, env.Step([0], _observation).Reward);
        env.Reset(_observation, seed: 1, upright);
        Assert.Equal(-0.004f, env.Step([2], _observation).Reward, 1e-7f);
        Assert.Equal(0.3f, _observation[2], 1e-6f);
    }

    [Fact]
    public void Pendulum_WithHigherGravity_FallsFaster()
    {
        using var moon = new Pendulum(new PendulumOptions { G = 1.62 });
        using var earth = new Pendulum();
        var still = new ResetOptions { ["x_init"] = 3, ["y_init"] = 0 };
        float[] other = new float[3];
        moon.Reset(_observation, seed: 1, still);
        earth.Reset(other, seed: 1, still);
        moon.Step([0], _observation);
        earth.Step([0], other);
        Assert.Equal(10 / 1.62, other[2] / _observation[2], 1e-4);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PendulumOptions { G = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PendulumOptions { G = double.NaN });
    }

    [Fact]
    public void Pendulum_ResetWithImpossibleOptions_SaysWhich()
    {
        using var env = new Pendulum();
        void Reset(ResetOptions options) => env.Reset(_observation, seed: 1, options);
        Assert.Contains("'x_init'", Assert.Throws<ArgumentException>(() => Reset(new() { ["x_init"] = -1 })).Message, StringComparison.Ordinal);
        Assert.Contains("'y_init'", Assert.Throws<ArgumentException>(() => Reset(new() { ["y_int"] = 1 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Reset(new() { ["y_init"] = double.PositiveInfinity }));
    }

    [Fact]
    public void Acrobot_SwungAgainstItsFall_RisesAboveTheLine()
    {
        using Env env = Envs.Make("Acrobot-v1");
        env.Reset(_observation, seed: 1);
        StepResult result;
        int steps = 0;
        do
        {
            result = env.Step([_observation[5] > 0 ? 2 : 0], _observation);
            Assert.Equal(result.Terminated ? 0 : -1, result.Reward);
            steps++;
        }
        while (!result.Done);
        Assert.True(result.Terminated);
        Assert.InRange(steps, 50, 200);

        // cos(a + b) by the observation's own sines and cosines.
        float height = -_observation[0] - ((_observation[0] * _observation[2]) - (_observation[1] * _observation[3]));
        Assert.True(height > 1);
    }

    [Fact]
    public void Acrobot_LeftAlone_KeepsItsEnergy()
    {
        using var env = new Acrobot();
        env.Reset(_observation, seed: 3, new ResetOptions { ["low"] = 0.5, ["high"] = 0.5 });
        double before = Energy(_observation);
        for (int i = 0; i < 20; i++) env.Step([1], _observation);
        Assert.Equal(before, Energy(_observation), 0.02 * Math.Abs(before));
    }

    /// <summary>Kinetic and potential energy of two rods of 1 kg and 1 m with moments of inertia of 1 about their centres.</summary>
    private static double Energy(float[] o)
    {
        double upper = o[4], lower = o[4] + o[5];
        double cosEnd = (o[0] * o[2]) - (o[1] * o[3]);
        double centre = (upper * upper) + (0.25 * lower * lower) + (upper * lower * o[2]);
        double kinetic = (0.5 * 0.25 * upper * upper) + (0.5 * upper * upper) + (0.5 * centre) + (0.5 * lower * lower);
        return kinetic - (9.8 * 0.5 * o[0]) - (9.8 * (o[0] + (0.5 * cosEnd)));
    }
}
