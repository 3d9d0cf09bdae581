using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class ConsoleProgressTests
{
    [Fact]
    public void Run_LongTraining_WritesALineEverySoManySteps()
    {
        using var writer = new StringWriter();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { new ConsoleProgress(writer) } }.Run(6_000);
        string[] lines = writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> starts = lines.Select(line => line[..line.IndexOf("  steps/s", StringComparison.Ordinal)]);
        Assert.Equal(["steps 2000  episode 200", "steps 4000  episode 400", "steps 6000  episode 600"], starts);
        Assert.Contains("epsilon 0.300", lines[0], StringComparison.Ordinal);
        Assert.Contains(" MB", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AgentWithAnEntropy_ShowsItInPlaceOfEpsilon()
    {
        using var writer = new StringWriter();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var agent = new DummyAgent(env);
        agent.Metrics.Scalar("entropy").Record(0.693);
        new Trainer(env, agent) { Seed = 1, Callbacks = { new ConsoleProgress(writer) } }.Run(2_000);
        Assert.Contains("  entropy 0.693  loss ", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("noise", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Solved_SaysSoOnce()
    {
        using var writer = new StringWriter();
        using var env = new SyncVectorEnv(() => new SolvingEnv(_ => 1));
        var options = new TrainingOptions { SolvedReturn = 1 };
        new Trainer(env, new DummyAgent(env)) { Seed = 1, Options = options, Callbacks = { new ConsoleProgress(writer) } }.Run(1_000);
        Assert.StartsWith("solved in 100 episodes, 200 steps, ", writer.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, writer.ToString().Split("solved").Length - 1);
    }
}
