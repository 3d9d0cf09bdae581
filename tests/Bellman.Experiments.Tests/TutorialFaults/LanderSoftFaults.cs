using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

/// <summary>T2, the course notebook. That a time-out is stored as a terminal state is among the <see cref="SharedFaults"/>.</summary>
public sealed class LanderSoftFaults
{
    /// <summary>"'Solved' can fire before 100 episodes": where every episode earns enough, it fires with the hundredth.</summary>
    [Fact]
    public void Solved_FiresBeforeAHundredEpisodes()
    {
        RunOptions options = Presets.Find("lander-soft").Options;
        using var env = new SyncVectorEnv(() => new StillWorld { Reward = 300 });
        var trainer = new Trainer(env, Agents.AgentRegistry.Create(options.Agent, env, options.AgentOptions, 1)) { Seed = 1, Options = options.Training };
        TrainingReport report = trainer.Run();
        Assert.Equal(StopReason.Solved, report.StopReason);
        Assert.Equal((100L, 100L), (report.Solved?.Episode, report.Episodes));
    }

    /// <summary>
    /// "The every-4-steps counter restarts with each episode": where episodes have three steps it would never come to four. Of 400 steps, those from the 64th on have 85 multiples of four.
    /// </summary>
    [Fact]
    public void UpdateCounter_RestartsWithEachEpisode()
    {
        RunOptions options = Presets.Find("lander-soft").Options.With("agent.buffer_size=1000");
        Agent agent = Faults.Train(options, () => new StillWorld { Length = 3 }, 400);
        Assert.Equal(85, agent.Updates);
    }

    /// <summary>
    /// "Only part of the random state is seeded": two trainings with the same seed, in one process, are equal to the bit in weights, replay, random streams and worlds; with another seed the worlds,
    /// the first weights and the actions are all others.
    /// </summary>
    [Fact]
    public void RandomState_IsSeededInPart()
    {
        RunOptions options = Presets.Find("lander-soft").Options.With("agent.buffer_size=1000");
        Assert.Equal(Run(options, seed: 1, steps: 400), Run(options, seed: 1, steps: 400));
        Assert.NotEqual(Run(options, seed: 1, steps: 400), Run(options, seed: 2, steps: 400));
        using VectorEnv one = options.MakeVector(), two = options.MakeVector();
        one.Reset(1);
        two.Reset(2);
        Assert.NotEqual(one.Observations.ToArray(), two.Observations.ToArray());
        float[] look = [.. one.Observations];
        Agent first = options.MakeAgent(one, 1), second = options.MakeAgent(two, 2);
        Assert.NotEqual(Values(first, look), Values(second, look));
        Assert.NotEqual(Choices(first, look), Choices(second, look));
    }

    private static (string Agent, string Worlds) Run(RunOptions options, ulong seed, long steps)
    {
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, seed);
        new Trainer(env, agent) { Seed = seed, Options = new TrainingOptions { Steps = steps } }.Run();
        return (Faults.StateOf(agent), Faults.StateOf(env));
    }

    private static float[] Values(Agent agent, float[] look)
    {
        var values = new float[4];
        ((IActionValues)agent).ActionValues(look, values);
        return values;
    }

    /// <summary>Fifty actions of an agent that explores with each.</summary>
    private static float[] Choices(Agent agent, float[] look)
    {
        var choices = new float[50];
        for (int i = 0; i < choices.Length; i++) agent.Act(look, choices.AsSpan(i, 1));
        return choices;
    }
}
