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
        { "LunarLander-v3", 70, "8abf924c4d89ec5c e90652db0168156b" },
        { "LunarLanderContinuous-v3", 30, "e4e2ca8845883aef f5f3d5d2bdb60dba" },
        { "BipedalWalker-v3", 40, "e794d46b020b4d8d cd0cd91452356618" },
        { "BipedalWalkerHardcore-v3", 60, "bf155b1e640501a7 f97065a6af890b9b" },
        { "CarRacing-v3", 60, "3fa37a062c9e6706 47df4847407dd951" },
        { "CartPole-v1", 12, "7e76552ad20a386b 131ffa9f4e1907fd" },
        { "MountainCar-v0", 60, "222e8346c7eff21b 1d6bbe659b6db168" },
        { "MountainCarContinuous-v0", 60, "5cece3a7de7dc09a a93eb3df8c6836d5" },
        { "Acrobot-v1", 70, "33a162ea4bc25f95 21aaf69698bd7660" },
        { "Pendulum-v1", 20, "a3ed174376a67eba c88feef80dbb7c33" },
        { "FrozenLake-v1", 2, "c2a3a74a52e053dd a399c2f0afc6cb35" },
        { "FrozenLake8x8-v1", 4, "8eb6d11e7f4e1c6b 696886f74ae5bd6a" },
        { "CliffWalking-v1", 6, "37646911406a5304 3e973586165585ce" },
        { "Taxi-v3", 9, "bcefcac9b70443f7 4b4b8ac5cdb7cef6" },
        { "Blackjack-v1", 0, "406b37f732524a27 60f97dee29672763" },
        { "Endless-v0", 3, "e2bacc77c3882148 aa260fac70d8ee99" },
        { "MinAtar/Asterix-v1", 60, "2a87b8e089ddf6a1 72708d74ac46b365" },
        { "MinAtar/Breakout-v1", 5, "00f074d49d1e4c2e 7997cc71235d1603" },
        { "MinAtar/Freeway-v1", 60, "77dad07623623b15 e587883280906b94" },
        { "MinAtar/Seaquest-v1", 60, "84ea14884d92c052 ac2a2098c65b556a" },
        { "MinAtar/SpaceInvaders-v1", 30, "02e2b6cc94650e67 12d52a9610b3ada9" },
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

    [Theory]
    [MemberData(nameof(Ids))]
    public void Draw_OfEveryEnvironment_IsAPictureOfItsOwn(string id)
    {
        using Env env = After(id, 0);
        var canvas = new SvgCanvas();
        env.Draw(canvas);
        Assert.DoesNotContain("draws no picture", canvas.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Draw_OfALoadedWorld_IsThePictureOfTheSavedOne(string id)
    {
        for (int steps = 0; steps <= 60; steps = (2 * steps) + 1)
        {
            using Env saved = After(id, steps), loaded = After(id, steps / 2);
            loaded.Load(Restored(saved.Save));
            Assert.Equal((steps, Sum(saved, 1)), (steps, Sum(loaded, 1)));
        }
    }

    // What pictures alone need was not always saved.
    [Theory]
    [InlineData("CartPole-v1", 4)]
    [InlineData("MountainCar-v0", 2)]
    [InlineData("MountainCarContinuous-v0", 2)]
    [InlineData("Pendulum-v1", 2)]
    [InlineData("Blackjack-v1", 0)]
    public void Load_OfACheckpointWithoutWhatPicturesNeed_GoesOnAndDraws(string id, int numbers)
    {
        using Env whole = After(id, 1);
        Env env = whole.Unwrapped;
        env.Load(Restored(writer =>
        {
            writer.Write("running", true);
            writer.Write("seeded", false);
            writer.Write("state", new double[numbers]);
            writer.Write("fresh", true);
            writer.Write("open_card", 7);
            foreach (string hand in (string[])["player", "dealer"]) writer.Write(hand, [12, 0, 2]);
        }));
        env.Draw(new RgbCanvas());
        env.Step(new float[env.ActionSpace.Size], new float[env.ObservationSpace.Size]);
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

    private static CheckpointReader Restored(Action<CheckpointWriter> save)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", save);
        return CheckpointReader.Parse(stream.ToArray(), "test", "memory");
    }

    private static string Sum(Env env, int scale)
    {
        var canvas = new RgbCanvas(scale: scale);
        env.Draw(canvas);
        byte[] hash = SHA256.HashData(MemoryMarshal.AsBytes(canvas.Pixels));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(hash.AsSpan(0, 8))}");
    }
}
