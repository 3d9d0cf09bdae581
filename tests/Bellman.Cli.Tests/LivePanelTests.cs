using Bellman.Experiments;
using Bellman.Training;
using Spectre.Console;

namespace Bellman.Cli.Tests;

/// <summary>What the live display draws.</summary>
public sealed class LivePanelTests
{
    [Fact]
    public void Render_Snapshot_ShowsEveryFigure()
    {
        string text = Render(Snapshot());
        string[] parts =
        [
            "CartPole-v1", "seed 7", "25 %", "12,500", "321", "3,125", "187.25", "190.50", "0.1", "0.0123", "steps/s", "updates/s", "memory",
            "solved in 300 episodes", "evaluation at 10,000: 201.00", "policy loss",
        ];
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_BeforeTheFirstEpisode_ShowsDashesForWhatIsNotThere()
    {
        string text = Render(Snapshot() with { MeanReturn = double.NaN, Figures = [("loss", double.NaN)], Solved = null, Evaluation = null });
        Assert.Matches(@"mean return +- ", text);
        Assert.Matches(@"loss +- ", text);
        Assert.DoesNotContain("solved", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Curve_LongTraining_KeepsItsWidthAndItsEnds()
    {
        var curve = new ReturnCurve(16);
        for (int episode = 0; episode < 10_000; episode++) curve.Add(episode, episode);
        Assert.InRange(curve.Line.Length, 8, 16);
        Assert.Equal('▁', curve.Line[0]);
        Assert.Equal('█', curve.Line[^1]);
    }

    [Fact]
    public void Pace_TwoSnapshots_IsStepsOverTime()
    {
        var pace = new Pace();
        long second = System.Diagnostics.Stopwatch.Frequency;
        pace.Add(Snapshot() with { Timestamp = 5 * second, Step = 1000, Updates = 10 });
        Assert.Equal(double.NaN, pace.StepsPerSecond);
        pace.Add(Snapshot() with { Timestamp = 7 * second, Step = 3000, Updates = 110 });
        Assert.Equal(1000, pace.StepsPerSecond, 1e-9);
        Assert.Equal(50, pace.UpdatesPerSecond, 1e-9);
    }

    [Theory]
    [InlineData(3.21, "3.2 s")]
    [InlineData(61, "1 min 01 s")]
    [InlineData(7260, "2 h 01 min")]
    [InlineData(double.NaN, "-")]
    public void Seconds_AnyDuration_ReadsWell(double seconds, string text) => Assert.Equal(text, Format.Seconds(seconds));

    [Theory]
    [InlineData(200)]
    [InlineData(72)]
    [InlineData(50)]
    [InlineData(30)]
    public void Render_NarrowTerminal_KeepsEveryFigureAndItsWidth(int width)
    {
        string text = Render(Snapshot(), width);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
        Assert.All((string[])["12,500", "3,125", "187.25", "190.50", "0.0123", "25 %"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal(1, text.Split('\n').Count(line => line.Contains('━', StringComparison.Ordinal)));
        Assert.Contains('━', text.Split('\n')[1]);
    }

    [Fact]
    public void Warn_WhileThePanelIsDrawn_IsShownAtOnce()
    {
        using var folder = new TemporaryFolder();
        using var writer = new LockedWriter();
        RunOptions options = RunOptions.Default("CartPole-v1", "dqn") with { Seed = 7 };
        using var display = new LiveDisplay(Console(writer, 100));
        display.Start(TrainingJob.Start(options, folder.File("run")), 0);
        display.Warn("the disk is nearly full");
        Assert.True(SpinWait.SpinUntil(() => writer.ToString().Contains("the disk is nearly full", StringComparison.Ordinal), TimeSpan.FromSeconds(20)));
    }

    private static IAnsiConsole Console(TextWriter writer, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), ColorSystem = ColorSystemSupport.NoColors, Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        return console;
    }

    [Theory]
    [InlineData(0, 4, " 40 %")]
    [InlineData(8000, 6, " 75 %")]
    public void Render_EvaluationUnderWay_HasABarOfItsOwn(long steps, int number, string share)
    {
        var training = new TrainingOptions { Steps = 50_000, EvaluateEvery = 10_000, EvaluationSteps = steps };
        string text = Render(Snapshot(), evaluation: new EvaluationEpisode(number, 0, 1, 1000, 6000), training: training);
        Assert.Contains($"{share} evaluation: {number} episodes", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluating_ThenEvaluated_TakesTheBarAway()
    {
        using var folder = new TemporaryFolder();
        using var writer = new LockedWriter();
        RunOptions options = RunOptions.Default("CartPole-v1", "dqn").With("training.steps=2000", "training.evaluate_every=1000", "training.validation_states=0") with { Seed = 7 };
        using Core.VectorEnv env = options.MakeVector();
        using (var display = new LiveDisplay(Console(writer, 100)))
            new TrainingSession(TrainingJob.Start(options, folder.File("run")), env, options.MakeAgent(env, 7), display, new NoResult()).Run();
        string last = writer.ToString();
        Assert.Contains("evaluation at 2,000:", last, StringComparison.Ordinal);
        Assert.DoesNotContain("evaluation:", last[last.LastIndexOf("evaluation at 2,000:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private static string Render(TrainingSnapshot snapshot, int width = 200, EvaluationEpisode? evaluation = null, TrainingOptions? training = null)
    {
        using var folder = new TemporaryFolder();
        RunOptions options = RunOptions.Default("CartPole-v1", "dqn") with { Seed = 7, Training = training ?? new TrainingOptions { Steps = 50_000 } };
        var panel = new LivePanel(TrainingJob.Start(options, folder.File("run")));
        using var writer = new StringWriter();
        Console(writer, width).Write(panel.Render(snapshot, evaluation, width));
        return writer.ToString();
    }

    private static TrainingSnapshot Snapshot() => new()
    {
        Timestamp = 1,
        Step = 12_500,
        Episode = 321,
        Updates = 3125,
        Seconds = 2.5,
        Figures = [("epsilon", 0.1), ("loss", 0.0123), ("policy_loss", double.NaN)],
        LastReturn = 150,
        MeanReturn = 187.25,
        BestMeanReturn = 190.5,
        Solved = new SolvedMark(300, 11_000, 2.25),
        Evaluation = new EvaluationReport(0, [200, 202], [200, 202]) { Step = 10_000 },
    };

    private sealed class NoResult : IResultLines
    {
        public void Trained(TrainingJob job, TrainingReport report)
        {
        }

        public void Evaluated(EvaluationEpisode episode)
        {
        }

        public void Finished(TrainingJob job, RunSummary summary)
        {
        }

        public void Reported(string path)
        {
        }

        public void Interrupted(TrainingJob job, RunSummary summary, bool saved)
        {
        }
    }

    /// <summary>A text that one thread reads while another writes it.</summary>
    private sealed class LockedWriter : StringWriter
    {
        private readonly Lock _gate = new();

        public override void Write(char value)
        {
            lock (_gate) base.Write(value);
        }

        public override void Write(string? value)
        {
            lock (_gate) base.Write(value);
        }

        public override string ToString()
        {
            lock (_gate) return base.ToString();
        }
    }
}
