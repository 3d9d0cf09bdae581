using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Bellman.Core;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

/// <summary>
/// Pictures of every environment. The golden sums were taken after the pictures had been looked at; one that differs means a picture that differs,
/// which is to be looked at again.
/// </summary>
public class PictureTests
{
    public static TheoryData<string, int, string> Pictures => new()
    {
        { "LunarLander-v3", 70, "45bd52b05a67a6c5 afbf888765581a8f" },
        { "LunarLanderContinuous-v3", 30, "334ec54a36bef4a4 890cfeee9ea0783b" },
        { "CartPole-v1", 12, "7e76552ad20a386b 131ffa9f4e1907fd" },
        { "MountainCar-v0", 60, "541fe98f654c2928 0d943afe79d69597" },
        { "MountainCarContinuous-v0", 60, "560b5b020e63fede d9650026182b992f" },
        { "Acrobot-v1", 70, "33a162ea4bc25f95 7ea520246cd9ae3b" },
        { "Pendulum-v1", 20, "03e49522d4254bc6 dd867454171209ab" },
        { "FrozenLake-v1", 2, "26a0a2f16075e7fb e23f22504863bf86" },
        { "FrozenLake8x8-v1", 4, "9843f78d44fea40c 370fd8f82c21fec9" },
        { "CliffWalking-v1", 6, "af4987a73d5035b8 4204a1b67e6d2730" },
        { "Taxi-v3", 9, "bcefcac9b70443f7 13a87cbdd70e569e" },
        { "Blackjack-v1", 0, "b7cfbef5d1000dbe b06bc7097f4b6bf1" },
        { "Endless-v0", 3, "2c23e6ab365280ab af1c5d64733b9e7b" },
        { "MinAtar/Asterix-v1", 60, "6ae39498a94ca5b1 e818d004802d2823" },
        { "MinAtar/Breakout-v1", 5, "277b73d632c171f2 7997cc71235d1603" },
        { "MinAtar/Freeway-v1", 60, "3cd690f735d364a0 06d0f4481f244204" },
        { "MinAtar/Seaquest-v1", 60, "7a54e7a1e030bc29 ac1e55e647e9c3b1" },
        { "MinAtar/SpaceInvaders-v1", 30, "1037f07ef4cd8afb 0aefac884dc9e988" },
    };

    public static TheoryData<string> Ids => [.. Envs.Specs.Select(spec => spec.Id)];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Draw_AfterSteps_IsTheGoldenPicture(string id, int steps, string sum)
    {
        using Env env = After(id, steps);
        Assert.Equal(sum, Sum(env, 1) + " " + Sum(env, 2));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Draw_OfEveryEnvironment_ChangesNothingAndAllocatesNothing(string id)
    {
        using Env env = After(id, 5), other = After(id, 5);
        var canvas = new RgbCanvas();
        AllocationAssert.Zero(() => env.Draw(canvas), repetitions: 5);
        float[] action = new float[env.ActionSpace.Size], observation = new float[env.ObservationSpace.Size], expected = new float[observation.Length];
        env.ActionSpace.Sample(new Pcg64(1), action);
        Assert.Equal(other.Step(action, expected), env.Step(action, observation));
        Assert.Equal(expected, observation);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Names_OfEveryEnvironment_FitItsSpaces(string id)
    {
        using Env env = Envs.Make(id);
        if (env.ObservationNames.Count > 0) Assert.Equal(env.ObservationSpace.Size, env.ObservationNames.Count);
        if (env.ActionNames.Count > 0) Assert.Equal(env.ActionSpace is Discrete choices ? choices.Count : env.ActionSpace.Size, env.ActionNames.Count);
    }

    /// <summary>A world with the seed 1 after random actions, the same ones each time.</summary>
    private static Env After(string id, int steps)
    {
        Env env = Envs.Make(id);
        float[] observation = new float[env.ObservationSpace.Size], action = new float[env.ActionSpace.Size];
        var random = new Pcg64(1);
        env.Reset(observation, seed: 1);
        for (int i = 0; i < steps; i++)
        {
            env.ActionSpace.Sample(random, action);
            if (env.Step(action, observation).Done) env.Reset(observation);
        }

        return env;
    }

    private static string Sum(Env env, int scale)
    {
        var canvas = new RgbCanvas(scale: scale);
        env.Draw(canvas);
        byte[] hash = SHA256.HashData(MemoryMarshal.AsBytes(canvas.Pixels));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(hash.AsSpan(0, 8))}");
    }
}
