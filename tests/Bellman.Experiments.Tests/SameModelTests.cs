using System.Security.Cryptography;
using Bellman.Core;
using Bellman.Tests;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

/// <summary>One seed makes the run: the same model whatever the vector width and however many trainings run beside it.</summary>
public sealed class SameModelTests
{
    private const string ReportVariable = "BELLMAN_TEST_REPORT";

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Training_InstructionSetOff_EndsInTheSameModel(string variable)
    {
        string report = Path.GetTempFileName();
        try
        {
            (int exitCode, string output) = ChildProcess.RunTests("Runs=at every vector width", (variable, "0"), (ReportVariable, report));
            Assert.True(exitCode == 0, output);
            Assert.Equal(Train("LunarLander-v3"), File.ReadAllText(report));
        }
        finally
        {
            File.Delete(report);
        }
    }

    [Fact]
    [Trait("Runs", "at every vector width")]
    public void Training_Twice_EndsInTheSameModel()
    {
        string hash = Train("LunarLander-v3");
        Assert.Equal(hash, Train("LunarLander-v3"));
        if (Environment.GetEnvironmentVariable(ReportVariable) is { } report) File.WriteAllText(report, hash);
    }

    [Fact]
    public void Training_OthersOnThreadsBesideIt_EndsInTheSameModel()
    {
        string[] alone = [.. Enumerable.Range(0, 4).Select(seed => Train("CartPole-v1", (ulong)seed))];
        string[] together = new string[alone.Length];
        Parallel.For(0, alone.Length, seed => together[seed] = Train("CartPole-v1", (ulong)seed));
        Assert.Equal(alone, together);
        Assert.Equal(alone.Length, alone.Distinct().Count());
    }

    [Theory]
    [InlineData("CartPole-v1", 13, "")]
    [InlineData("Pendulum-v1", 13, "")]
    [InlineData("Acrobot-v1", 13, "")]
    [InlineData("LunarLander-v3", 16, "")]
    [InlineData("CartPole-v1", 13, "TimeLimit:9")]
    public void Training_WorldsInLanes_EndsInTheModelOfWorldByWorld(string environment, int worlds, string wrapper)
    {
        RunOptions options = RunOptions.Default(environment, "ppo").With(FormattableString.Invariant($"worlds={worlds}"), "agent.rollout_steps=64", $"wrappers={wrapper}");
        using VectorEnv lanes = options.MakeVector();
        using VectorEnv plain = new SyncVectorEnv(options.MakeEnv, worlds);
        Assert.IsNotType<SyncVectorEnv>(lanes);
        Assert.Equal(Train(options, plain, 7, worlds * 64 * 3), Train(options, lanes, 7, worlds * 64 * 3));
    }

    /// <summary>A short training with the environment's defaults, learning included; the SHA-256 of the model.</summary>
    private static string Train(string environment, ulong seed = 7)
    {
        RunOptions options = Presets.DefaultFor(environment).With("agent.learning_starts=100", "agent.hidden_sizes=[24,24]");
        using VectorEnv env = options.MakeVector();
        return Train(options, env, seed, 600);
    }

    private static string Train(RunOptions options, VectorEnv env, ulong seed, int steps)
    {
        Agent agent = options.MakeAgent(env, seed);
        new Trainer(env, agent) { Seed = seed }.Run(steps);
        Assert.True(agent.Updates > 10);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }
}
