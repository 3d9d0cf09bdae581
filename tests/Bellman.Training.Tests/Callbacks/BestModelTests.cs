using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class BestModelTests
{
    [Fact]
    public void Run_WithoutEvaluations_KeepsTheModelOfTheBestMean()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new SolvingEnv(episode => episode <= 150 ? 1 : 0));
        var agent = new DummyAgent(env);
        var best = new BestModel(folder.File("best.bellman"));
        byte[]? atBest = null;
        var watch = new RecordingCallback { Stepped = context => atBest ??= context.Episode == 100 ? Model(agent) : null };
        new Trainer(env, agent) { Seed = 1, Callbacks = { best, watch } }.Run(1_000);
        Assert.Equal(1, best.BestReturn);
        Assert.Equal(atBest, File.ReadAllBytes(folder.File("best.bellman")));
        Assert.NotEqual(Model(agent), atBest);
    }

    [Fact]
    public void Run_WithEvaluations_KeepsTheModelOfTheBestOne()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var agent = new DummyAgent(env);
        var best = new BestModel(folder.File("best.bellman"));
        double mean = double.NegativeInfinity;
        byte[] model = [];
        int improvements = 0;
        var watch = new RecordingCallback
        {
            Stepped = context =>
            {
                if (context.LastEvaluation is not { } evaluation || evaluation.Step != context.Step || evaluation.Mean <= mean) return;
                mean = evaluation.Mean;
                improvements++;
                model = Model(agent);
            },
        };

        // The best model stands first, and still hears of each evaluation in the step that it belongs to.
        new Trainer(env, agent) { Seed = 1, Callbacks = { best, new EvaluateEvery(50, 3), watch } }.Run(1_000);
        Assert.True(improvements > 1);
        Assert.Equal(mean, best.BestReturn);
        Assert.Equal(model, File.ReadAllBytes(folder.File("best.bellman")));
    }

    [Fact]
    public void Run_NothingMeasured_KeepsTheLastModel()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var agent = new DummyAgent(env);
        new Trainer(env, agent) { Seed = 1, Callbacks = { new BestModel(folder.File("best.bellman")) } }.Run(50);
        Assert.Equal(Model(agent), File.ReadAllBytes(folder.File("best.bellman")));
    }

    [Fact]
    public void Run_FileCannotBeWritten_WarnsAndTrainsOn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("occupied"), "");
        var warnings = new List<string>();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var best = new BestModel(folder.File("occupied", "best.bellman"));
        Assert.Equal(500, new Trainer(env, new DummyAgent(env)) { Seed = 1, Warn = warnings.Add, Callbacks = { best } }.Run(500).Steps);
        Assert.Single(warnings);
    }

    private static byte[] Model(DummyAgent agent)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        return stream.ToArray();
    }
}
