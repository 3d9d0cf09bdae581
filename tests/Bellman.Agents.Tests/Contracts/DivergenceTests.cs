using Bellman.Core;
using Bellman.Training;

namespace Bellman.Agents.Tests;

/// <summary>Whatever goes out of bounds first, every agent's training stops and names it, and what was saved before can be gone on with.</summary>
public sealed class DivergenceTests
{
    private const int Fault = 65;

    private static readonly TrainingOptions Options = new() { Steps = 4000, CheckpointEvery = 40, KeepCheckpoints = 2 };

    public static TheoryData<string> Cases => [.. AgentCases.All.Select(agent => agent.Name)];

    public static TheoryData<string> Ruined => [.. AgentCases.All.Where(agent => agent.Ruin is not null).Select(agent => agent.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_RewardIsInfinite_StopsWithTheLastGoodCheckpoint(string name) =>
        StopsWithTheLastGoodCheckpoint(AgentCases.Find(name), "reward", "The reward is Infinity in world 0");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_ObservationIsNotANumber_StopsWithTheLastGoodCheckpoint(string name) =>
        StopsWithTheLastGoodCheckpoint(AgentCases.Find(name), "observation", "The observation of world 0 has NaN");

    /// <summary>A step size beyond all measure: what is saved is from before it took effect, or nothing.</summary>
    [Theory]
    [MemberData(nameof(Ruined))]
    public void Run_WeightsAreRuined_NothingOfThemIsSaved(string name)
    {
        AgentCase agentCase = AgentCases.Find(name);
        using var folder = new RunPlace();
        string message = Diverge(agentCase with { Options = agentCase.Ruin!(agentCase.Options) }, folder.Run, "nothing");
        Assert.Matches("^(The loss|The gradient|The logarithm of an action's probability|The return of a candidate|An? .*) became .* at environment step [0-9]+, update [0-9]+", message);
        foreach (string file in folder.Checkpoints)
        {
            using var env = new SyncVectorEnv(() => World(agentCase, "nothing"), agentCase.Worlds);
            Agent agent = agentCase.Make(env);
            new Trainer(env, agent).Load(file);
            agent.CheckFinite();
        }

        Assert.False(File.Exists(folder.Run.ModelFile));
    }

    private static void StopsWithTheLastGoodCheckpoint(AgentCase agentCase, string quantity, string message)
    {
        using var folder = new RunPlace();
        Assert.StartsWith(message, Diverge(agentCase, folder.Run, quantity), StringComparison.Ordinal);
        using var env = new SyncVectorEnv(() => World(agentCase, "nothing"), agentCase.Worlds);
        Agent agent = agentCase.Make(env);
        using var resumed = new TrainingRun(folder.Run, env, agent, Options with { Steps = Fault * agentCase.Worlds }, seed: 1);
        long last = (Fault - 1) * agentCase.Worlds;
        Assert.InRange(resumed.Resume()!.Value, last - Options.CheckpointEvery, last);
        agent.CheckFinite();
        Assert.True(resumed.Run().Steps >= Fault * agentCase.Worlds);
    }

    private static string Diverge(AgentCase agentCase, RunFolder folder, string quantity)
    {
        using var env = new SyncVectorEnv(() => World(agentCase, quantity), agentCase.Worlds);
        using var run = new TrainingRun(folder, env, agentCase.Make(env), Options, seed: 1);
        return Assert.Throws<TrainingDivergedException>(() => run.Run()).Message;
    }

    private static TimeLimit World(AgentCase agentCase, string quantity) => new(new FaultyWorld(LessonWorlds.Identity(agentCase.World), Fault, quantity), 20);

    /// <summary>A run's folder that is removed at the end.</summary>
    private sealed class RunPlace : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("bellman-agents-").FullName;

        public RunPlace()
        {
            Run = RunFolder.CreateAt(Path.Combine(_root, "run"));
            Run.WriteConfig([]);
        }

        public RunFolder Run { get; }

        public IReadOnlyList<string> Checkpoints => [.. new CheckpointFolder(Run.CheckpointsFolder).Files];

        public void Dispose() => Directory.Delete(_root, recursive: true);
    }
}
