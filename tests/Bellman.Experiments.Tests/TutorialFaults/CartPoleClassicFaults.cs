using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

/// <summary>T4, the notebook. That there is no target network is among the <see cref="SharedFaults"/>.</summary>
public sealed class CartPoleClassicFaults
{
    /// <summary>
    /// "A terminal is recognised by an all-zero next state": a state that truly is all zeros goes on like any other, and is worth 10 where each step pays 1; and an end is one whatever it looks like
    /// (<see cref="SharedFaults.TerminalState_IsWorthNothing"/> sees a 1 there).
    /// </summary>
    [Fact]
    public void Terminal_IsRecognisedByAnAllZeroNextState()
    {
        Agent agent = Faults.Train(Faults.QuickDqn("cartpole-classic"), () => new StillWorld { Seen = 0, Length = 1000, Terminates = false }, 6000);
        Assert.All(Faults.ActionValues(agent, 0), value => Assert.Equal(10, value, 0.5));
    }

    /// <summary>"The last of N episodes never runs".</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void LastEpisode_NeverRuns(int episodes)
    {
        string[] rows = Rows(Presets.Find("cartpole-classic").Options.With("training.steps=0", $"training.episodes={episodes}"));
        Assert.Equal(Enumerable.Range(1, episodes), rows.Select(row => int.Parse(row.Split(',')[0])));
    }

    /// <summary>"Episodes that reach the cap are not logged": the car never reaches its flag in so few steps, and every episode that the limit ends has its row.</summary>
    [Fact]
    public void EpisodeThatReachesTheCap_IsNotLogged()
    {
        string[] rows = Rows(new RunRequest { Preset = "cartpole-classic", Environment = "MountainCar-v0", Steps = 1000 }.Resolve());
        Assert.Equal(["1,200,-200", "2,400,-200", "3,600,-200", "4,800,-200", "5,1000,-200"], rows.Select(row => string.Join(',', row.Split(',')[..3])));
    }

    /// <summary>The rows of the table that a run leaves.</summary>
    private static string[] Rows(RunOptions options)
    {
        string path = Directory.CreateTempSubdirectory("bellman-test-").FullName;
        try
        {
            using VectorEnv env = options.MakeVector();
            RunFolder folder = RunFolder.CreateAt(Path.Combine(path, "run"));
            using (var run = new TrainingRun(folder, env, options.MakeAgent(env, 1), options.Training, seed: 1)) run.Run();
            return [.. File.ReadLines(folder.ProgressFile).Skip(1)];
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
