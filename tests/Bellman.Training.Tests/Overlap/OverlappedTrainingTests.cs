using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Training.Tests;

/// <summary>Whole trainings with overlap: the same on one thread and on two, to the byte, whoever looks on and wherever they are stopped.</summary>
public sealed class OverlappedTrainingTests
{
    private const long Steps = 1_500;

    private static readonly DqnOptions Dqn = new() { HiddenSizes = [24, 24], BatchSize = 32, BufferSize = 700, LearningStarts = 100, TrainEvery = 2, TargetUpdateEvery = 90, EpsilonDecay = 800 };

    private static readonly Dictionary<string, (string Environment, int Worlds, Func<VectorEnv, Agent> Make)> Trainings = new()
    {
        ["dqn"] = ("CartPole-v1", 1, env => new DqnAgent(env, Dqn, 1)),
        ["dqn, prioritized, noisy, three steps"] = ("CartPole-v1", 3, env => new DqnAgent(env, Dqn with { PrioritizedReplay = true, NoisyNets = true, NStep = 3, WeightAveraging = 0.9f }, 1)),
        ["dqn, lstm"] = ("CartPole-v1", 2, env => new DqnAgent(env, Dqn with { Model = QModel.Lstm, HiddenSizes = [], RecurrentUnits = 8, SequenceLength = 6, BurnIn = 2, BatchSize = 8 }, 1)),
        ["qrdqn"] = ("CartPole-v1", 1, env => new QrDqnAgent(env, new QrDqnOptions { HiddenSizes = [24], Quantiles = 20, BatchSize = 16, LearningStarts = 100, TrainEvery = 1, UpdatesPerRound = 2 }, 1)),
        ["c51"] = ("CartPole-v1", 2, env => new C51Agent(env, new C51Options { HiddenSizes = [24], Atoms = 21, BatchSize = 16, LearningStarts = 100, VMax = 100, VMin = 0 }, 1)),
        ["sac"] = ("Pendulum-v1", 2, env => new SacAgent(env, Small(new SacOptions()), 1)),
        ["td3"] = ("Pendulum-v1", 1, env => new Td3Agent(env, Small(new Td3Options()), 1)),
        ["ddpg"] = ("Pendulum-v1", 1, env => new DdpgAgent(env, Small(new DdpgOptions { Noise = new ActionNoiseOptions { Kind = NoiseKind.OrnsteinUhlenbeck } }), 1)),
        ["tqc"] = ("Pendulum-v1", 3, env => new TqcAgent(env, Small(new TqcOptions { Quantiles = 8 }), 1)),
    };

    public static TheoryData<string> Names => [.. Trainings.Keys];

    /// <summary>The figures of every episode and of every evaluation, the model that was best on the way, and the whole state at the end.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Run_OneThreadOrTwo_EveryByteIsTheSame(string name)
    {
        using var folder = new TemporaryFolder();
        Outcome one = Train(name, folder.File("one"), threads: 1), two = Train(name, folder.File("two"), threads: 2);
        Assert.Equal(one.Episodes, two.Episodes);
        Assert.Equal(one.Evaluations, two.Evaluations);
        Assert.Equal(one.Best, two.Best);
        Assert.Equal(one.State, two.State);
        Assert.True(one.Updates > 100);
        Assert.NotEmpty(one.Episodes);
    }

    /// <summary>With overlap it is a training of its own.</summary>
    [Theory]
    [InlineData("dqn, prioritized, noisy, three steps")]
    [InlineData("sac")]
    public void Run_WithoutOverlap_IsAnotherTraining(string name)
    {
        using var folder = new TemporaryFolder();
        Assert.NotEqual(Train(name, folder.File("one"), threads: 0).Model, Train(name, folder.File("two"), threads: 1).Model);
    }

    /// <summary>Stopped on two threads at a step that is no round's, gone on with on one, and stopped and gone on with again.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Load_StoppedTwice_EndsInTheSameBytes(string name)
    {
        using var folder = new TemporaryFolder();
        Outcome whole = Train(name, folder.File("whole"), threads: 2);
        string first = folder.File("first.ckpt"), second = folder.File("second.ckpt");
        Train(name, folder.File("a"), threads: 2, until: 613, saveTo: first);
        Train(name, folder.File("b"), threads: 1, until: 1_111, loadFrom: first, saveTo: second);
        Outcome last = Train(name, folder.File("c"), threads: 2, loadFrom: second);
        Assert.Equal(whole.State, last.State);
        Assert.Equal(whole.Episodes[^last.Episodes.Count..], last.Episodes);
        Assert.NotEmpty(last.Episodes);
    }

    /// <summary>The loss that goes first is found where the round is waited for, with the step of the round, and the last checkpoint is one of finite weights.</summary>
    [Fact]
    public void Run_LossBecomesNaN_StopsAtTheSameStepWithTheLastGoodCheckpoint()
    {
        using var folder = new TemporaryFolder();
        var failures = new List<(string Message, long LastCheckpoint)>();
        foreach (int threads in (int[])[1, 2])
        {
            string kept = folder.File($"kept{threads}");
            using VectorEnv env = Envs.MakeVector("CartPole-v1");
            var trainer = new Trainer(env, new DqnAgent(env, Dqn with { LearningRate = 1e25f, LearningStarts = 300 }, 1)) { Seed = 1, Options = Overlapped(threads), Callbacks = { new CheckpointEvery(kept, 50) } };
            string message = Assert.Throws<TrainingDivergedException>(() => trainer.Run(5_000)).Message;
            string newest = Directory.GetFiles(kept).Order().Last();
            failures.Add((message, long.Parse(Path.GetFileNameWithoutExtension(newest).Split('-')[1])));
            using VectorEnv other = Envs.MakeVector("CartPole-v1");
            var agent = new DqnAgent(other, Dqn, 1);
            new Trainer(other, agent) { Options = Overlapped(threads) }.Load(newest);
            agent.CheckFinite();
        }

        Assert.Equal(failures[0], failures[1]);
        Assert.Contains("at environment step 30", failures[0].Message, StringComparison.Ordinal);
        Assert.Equal(250, failures[0].LastCheckpoint);
    }

    [Theory]
    [InlineData("CartPole-v1", "dqn")]
    [InlineData("Pendulum-v1", "sac")]
    public void Run_Learning_AllocatesNothingOnTheTrainingsThread(string id, string name)
    {
        using VectorEnv env = Envs.MakeVector(id);
        long before = 0, after = 0;
        var callback = new RecordingCallback(every: 1 << 30)
        {
            Stepped = context =>
            {
                if (context.Step == 1_000) before = GC.GetAllocatedBytesForCurrentThread();
                if (context.Step == 4_000) after = GC.GetAllocatedBytesForCurrentThread();
            },
        };
        var trainer = new Trainer(env, Trainings[name].Make(env)) { Seed = 1, Options = Overlapped(2), Callbacks = { callback } };
        callback.Episodes.Capacity = 10_000;
        trainer.Run(4_001);
        Assert.NotEqual(0, after);
        Assert.Equal(0, after - before);
    }

    /// <summary>Acting, learning, and the large products of learning on threads of their own.</summary>
    [Fact]
    public void Run_LearningOnSeveralThreads_SameModelWithAndWithoutOverlap()
    {
        string turns = WideModel(new TrainingOptions()), overlapped = WideModel(new TrainingOptions { Overlap = true });
        Assert.Equal(turns, WideModel(new TrainingOptions { LearningThreads = 3 }));
        Assert.Equal(overlapped, WideModel(new TrainingOptions { Overlap = true, LearningThreads = 3 }));
        Assert.Equal(overlapped, WideModel(new TrainingOptions { Overlap = true, LearningThreads = 2, OverlapThreads = 1 }));
    }

    private static string WideModel(TrainingOptions options)
    {
        using VectorEnv env = Envs.MakeVector("CartPole-v1");
        var agent = new DqnAgent(env, Dqn with { HiddenSizes = [200, 200], BatchSize = 64, TrainEvery = 8 }, 1);
        new Trainer(env, agent) { Seed = 1, Options = options }.Run(400);
        Assert.True(agent.Updates > 20);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(stream.ToArray()));
    }

    private static TrainingOptions Overlapped(int threads) => new() { Overlap = threads > 0, OverlapThreads = Math.Max(1, threads) };

    private static TOptions Small<TOptions>(TOptions options)
        where TOptions : ContinuousControlOptions =>
        options with { ActorHiddenSizes = [24], CriticHiddenSizes = [24, 24], BatchSize = 32, BufferSize = 900, LearningStarts = 100, RandomSteps = 150, TrainEvery = 2, NStep = 2, WeightAveraging = 0.9f };

    private static Outcome Train(string name, string folder, int threads, long until = Steps, string? loadFrom = null, string? saveTo = null)
    {
        (string environment, int worlds, Func<VectorEnv, Agent> make) = Trainings[name];
        using VectorEnv env = Envs.MakeVector(environment, worlds);
        Agent agent = make(env);
        var recording = new RecordingCallback(every: 1 << 30);
        var trainer = new Trainer(env, agent)
        {
            Seed = 7,
            Options = Overlapped(threads),
            Callbacks = { recording, new EvaluateEvery(400, episodes: 1) { ValidationStates = 50 }, new BestModel(Path.Combine(folder, "best.bellman")) },
        };
        if (loadFrom is not null) trainer.Load(loadFrom);
        trainer.Run(until);
        if (saveTo is not null) trainer.Save(saveTo);
        return new Outcome(
            Written(agent.WriteModel),
            Written(writer =>
            {
                agent.SaveState(writer);
                env.Save(writer);
                using (writer.Section("metrics")) agent.Metrics.Save(writer);
            }),
            Convert.ToHexString(File.ReadAllBytes(Path.Combine(folder, "best.bellman"))),
            [.. recording.Episodes.Select(episode => (episode with { Seconds = 0, StepsPerSecond = 0, ElapsedSeconds = 0 }).ToString())],
            [.. recording.Evaluations.Select(evaluation => $"{evaluation.Step} {evaluation.Mean} {evaluation.MeanMaxActionValue}")],
            agent.Updates);
    }

    private static string Written(Action<CheckpointWriter> write)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", write);
        return Convert.ToHexString(stream.ToArray());
    }

    private sealed record Outcome(string Model, string State, string Best, List<string> Episodes, List<string> Evaluations, long Updates);
}
