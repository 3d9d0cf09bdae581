using System.CommandLine;
using Bellman.Core;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary><c>bellman report</c>: the story of a run as one page.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "report",
        "Write one page with the whole story of a run: result, curve, an episode to watch, configuration.",
        Configure,
        ("bellman report runs/LunarLander-v3/bellman-lander-seed1", "Write report.html into the run's folder."),
        ("bellman report runs/LunarLander-v3/bellman-lander-seed1 --best --out best.html", "The same with the best model, elsewhere."));

    private static void Configure(Command command)
    {
        Argument<string> run = Flags.Required("run", "The folder of a run.");
        Option<string?> output = Flags.Text("--out", "FILE", $"The page. Default: {RunReport.FileName} in the run's folder.");
        Option<bool> best = Flags.Switch("--best", "Play with the best model of the run instead of the last one.");
        command.Arguments.Add(run);
        command.Options.Add(output);
        command.Options.Add(best);
        command.SetAction(result => Run(result.GetValue(run)!, result.GetValue(output), result.GetValue(best)));
    }

    private static int Run(string path, string? output, bool best)
    {
        if (File.Exists(path)) throw new UsageException($"'{path}' is a file; report takes the folder of a run.");
        if (output is not null && Path.GetDirectoryName(Path.GetFullPath(output)) is { } parent && !Directory.Exists(parent))
            throw new UsageException($"There is no folder '{parent}' for the report.");
        RunFolder folder = OpenRun.Folder(path);
        TrainedModel model = TrainedModel.Open(path, best, null, []);
        using VectorEnv env = model.Env;
        string file = RunReport.Write(folder, model.Agent, env, output);
        Console.Out.WriteLine($"report: {TypedPath.Of(Path.GetFullPath(file))}");
        return ExitCode.Success;
    }
}
