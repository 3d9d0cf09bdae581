using Bellman.Core;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

public class LunarLanderTests
{
    private static readonly LunarLanderOptions Windy = new() { EnableWind = true };

    [Fact]
    public void Check_DiscreteAndContinuous_Pass()
    {
        EnvironmentChecker.Check(() => new LunarLander(), steps: 400);
        EnvironmentChecker.Check(() => new LunarLander(new LunarLanderOptions { Continuous = true, EnableWind = true }), steps: 400);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(75)]
    [InlineData(141)]
    [InlineData(180)]
    public void SaveLoad_InTheAirAndOnTheGround_ContinuesBitForBit(int steps)
    {
        using var original = new LunarLander(Windy);
        float[] observation = new float[8];
        original.Reset(observation, seed: 1);
        int played = Play(original, observation, steps);
        byte[] saved = Save(original);

        using var restored = new LunarLander(Windy);
        float[] other = new float[8];
        restored.Reset(other, seed: 9);
        Play(restored, other, 50);
        restored.Load(CheckpointReader.Parse(saved, "lander", "memory"));
        Assert.Equal(saved, Save(restored));
        observation.CopyTo(other, 0);

        // On over ends of episodes: what a reset draws must be the same too.
        for (int i = 0; i < 400; i++)
        {
            float[] action = [Pilot(observation)];
            int playedToo = played;
            StepOrReset(original, action, observation, ref played);
            StepOrReset(restored, action, other, ref playedToo);
            Assert.Equal(observation, other);
        }
        Assert.Equal(Save(original), Save(restored));
    }

    [Fact]
    public void SaveLoad_BeforeTheFirstReset_Works()
    {
        using var fresh = new LunarLander();
        byte[] saved = Save(fresh);
        using var other = new LunarLander();
        other.Reset(new float[8], seed: 3);
        other.Load(CheckpointReader.Parse(saved, "lander", "memory"));
        Assert.Throws<InvalidOperationException>(() => other.Hull);
    }

    [Fact]
    public void StepAndReset_Warm_AllocateNothing()
    {
        using var lander = new LunarLander(Windy);
        float[] observation = new float[8];
        float[] action = new float[1];
        lander.Reset(observation, seed: 5);
        int steps = 0;
        AllocationAssert.Zero(
            () =>
            {
                for (int i = 0; i < 1_000; i++)
                {
                    action[0] = i % 3 == 0 ? i % 4 : Pilot(observation);
                    StepOrReset(lander, action, observation, ref steps);
                }
            },
            repetitions: 3);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(4f)]
    public void Step_ActionOutOfRange_IsRefused(float action)
    {
        using var lander = new LunarLander();
        float[] observation = new float[8];
        lander.Reset(observation, seed: 1);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(action), () => lander.Step([action], observation));
    }

    [Fact]
    public void Engines_AfterSteps_TellTheirThrottle()
    {
        using var lander = new LunarLander(new LunarLanderOptions { Continuous = true });
        float[] observation = new float[8];
        lander.Reset(observation, seed: 1);
        Assert.Equal((0, 0), (lander.MainEngine, lander.SideEngine));
        lander.Step([0.5f, -0.8f], observation);
        Assert.Equal(0.75, lander.MainEngine);
        Assert.Equal(-0.8f, (float)lander.SideEngine);
        lander.Step([-0.1f, 0.5f], observation);
        Assert.Equal((0, 0), (lander.MainEngine, lander.SideEngine));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-12)]
    [InlineData(double.NaN)]
    public void Gravity_OutOfRange_IsRefused(double gravity) => Assert.Throws<ArgumentOutOfRangeException>(
        "Gravity", () => new LunarLanderOptions { Gravity = gravity });

    /// <summary>What the page of the lander says of its bounds, which are Gymnasium's.</summary>
    [Theory]
    [InlineData(2, 48, 1, 30, 31)]
    [InlineData(1, 17, 4, 9, 9.5)]
    [InlineData(3, 6, 4, -8, -7.5)]
    public void Step_OneEngineAlways_LeavesTheDeclaredBoundsAndPassiveEnvCheckerStops(int action, ulong seed, int number, float least, float most)
    {
        using Env env = Envs.Make("LunarLander-v3");
        var observation = new float[8];
        env.Reset(observation, seed);
        float farthest = 0;
        for (bool done = false; !done;)
        {
            done = env.Step([action], observation).Done;
            if (MathF.Abs(observation[number]) > MathF.Abs(farthest)) farthest = observation[number];
        }

        Assert.InRange(farthest, least, most);
        using Env watched = new PassiveEnvChecker(Envs.Make("LunarLander-v3"));
        watched.Reset(observation, seed);
        string message = Assert.Throws<InvalidOperationException>(() =>
        {
            while (!watched.Step([action], observation).Done)
            {
            }
        }).Message;
        Assert.Contains("which is not in", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_InTheStrongestWind_StaysFinite()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            using Env env = new TimeLimit(new LunarLander(new LunarLanderOptions { EnableWind = true, WindPower = 1000, TurbulencePower = 1000 }), 1000);
            var observation = new float[8];
            env.Reset(observation, seed);
            StepResult result;
            do
            {
                result = env.Step([(int)seed % 4], observation);
                Assert.All(observation, number => Assert.True(float.IsFinite(number)));
                Assert.True(float.IsFinite(result.Reward));
            }
            while (!result.Done);
        }
    }

    [Fact]
    public void WindPower_NotFinite_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("WindPower", () => new LunarLanderOptions { WindPower = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(
            "TurbulencePower", () => new LunarLanderOptions { TurbulencePower = double.PositiveInfinity });
    }

    /// <summary>Crashes in every posture: the contacts of the worst of them were made with the world.</summary>
    [Fact]
    public void StepAndReset_ManyCrashes_NeedNoMoreContactsThanThereWereAtFirst()
    {
        var lander = new LunarLander();
        var observation = new float[8];
        lander.Reset(observation, seed: 3);
        var actions = new Pcg64(4);
        int played = 0;
        for (int i = 0; i < 2_000; i++) StepOrReset(lander, [actions.Next(4)], observation, ref played);
        float[] action = [0];
        AllocationAssert.Zero(() =>
        {
            action[0] = actions.Next(4);
            StepOrReset(lander, action, observation, ref played);
        }, 30_000);
    }

    private static int Play(LunarLander lander, float[] observation, int steps)
    {
        int played = 0;
        for (int i = 0; i < steps; i++)
        {
            StepOrReset(lander, [Pilot(observation)], observation, ref played);
        }
        return played;
    }

    private static void StepOrReset(LunarLander lander, float[] action, float[] observation, ref int played)
    {
        if (lander.Step(action, observation).Done || ++played == 1_000)
        {
            lander.Reset(observation);
            played = 0;
        }
    }

    private static byte[] Save(LunarLander lander)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "lander", lander.Save);
        return stream.ToArray();
    }

    /// <summary>A simple controller that mostly lands: upright towards the pad, and slower the lower.</summary>
    private static int Pilot(float[] s)
    {
        bool down = s[6] + s[7] > 0;
        float turn = down ? 0 : 0.5f * (Math.Clamp(0.5f * s[0] + s[2], -0.4f, 0.4f) - s[4]) - s[5];
        float climb = down ? -0.5f * s[3] : 0.5f * (0.55f * Math.Abs(s[0]) - s[1]) - 0.5f * s[3];
        return climb > Math.Abs(turn) && climb > 0.05f ? 2 : turn < -0.05f ? 3 : turn > 0.05f ? 1 : 0;
    }
}
