using System.CommandLine;
using System.Globalization;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary><c>bellman plot</c>: curves of runs as a picture.</summary>
internal static class PlotCommand
{
    private static readonly string[] Axes = ["steps", "episodes", "seconds"];

    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "plot",
        "Draw the learning curves of runs as a picture.",
        Configure,
        ("bellman plot runs/LunarLander-v3/bellman-lander-seed1 --out curve.svg", "The return of each episode, and the mean of 100 over it."),
        ("bellman plot runs/CartPole-v1 --out curve.png", "All runs below a folder; those that differ in their seed alone as their mean with a band."),
        ("bellman plot runs/CartPole-v1 --out loss.html --metric loss --x seconds --mean 10", "Another figure, against wall time, as a page."));

    private static void Configure(Command command)
    {
        Argument<string[]> runs = new("runs") { Description = "Run folders, or folders with runs below them.", Arity = ArgumentArity.OneOrMore };
        Option<string?> output = Flags.Text("--out", "FILE", "The picture: its ending, .svg, .png or .html, says which kind. Default: curve.svg.");
        Option<string?> axis = Flags.Text("--x", "NAME", "Against what: steps, episodes or seconds (wall time). Default: steps.");
        Option<long?> mean = Flags.Whole("--mean", "N", "Over how many episodes the running mean is taken. Default: 100.");
        Option<string?> metric = Flags.Text("--metric", "NAME", "The figure, for instance loss. Default: return.");
        Option<string?> title = Flags.Text("--title", "TEXT", "What stands above. Default: the environment and the run.");
        Option<string?> threshold = Flags.Text("--threshold", "VALUE", "Where a dashed line says solved; none for no line. Default: the environment's.");
        Option<bool> each = Flags.Switch("--each", "A line for each run, also where runs differ in their seed alone.");
        command.Arguments.Add(runs);
        foreach (Option option in (Option[])[output, axis, mean, metric, title, threshold, each]) command.Options.Add(option);
        command.SetAction(result =>
        {
            string file = result.GetValue(output) ?? "curve.svg";
            string[] folders = [.. (result.GetValue(runs) ?? []).SelectMany(Folders).Distinct(StringComparer.Ordinal)];
            var options = new PlotOptions
            {
                Axis = AxisOf(result.GetValue(axis) ?? "steps"),
                Window = (int)Math.Min(result.GetValue(mean) ?? 100, int.MaxValue),
                Metric = result.GetValue(metric) ?? RunCurves.Return,
                Title = result.GetValue(title),
                Threshold = Threshold(result.GetValue(threshold)),
                Each = result.GetValue(each),
            };
            return Run(folders, options, file);
        });
    }

    private static int Run(string[] folders, PlotOptions options, string file)
    {
        if (!PlotFile.Endings.Contains(Path.GetExtension(file).ToLowerInvariant()))
            throw new UsageException($"--out takes a file that ends in {string.Join(", ", PlotFile.Endings)}, but was given '{file}'.");
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } parent && !Directory.Exists(parent)) throw new UsageException($"There is no folder '{parent}' for the picture.");
        CurvePlot plot = Failure.OfUsage(() => CurvePlot.Of(folders, options));
        PlotFile.Write(file, plot, [.. folders.Select(folder => RunDescription.Of(folder))]);
        Console.Out.WriteLine($"{Format.Count(folders.Length, "run")} in {TypedPath.Of(Path.GetFullPath(file))}");
        return ExitCode.Success;
    }

    private static IReadOnlyList<string> Folders(string path)
    {
        if (!Directory.Exists(path)) throw new UsageException(File.Exists(path) ? $"'{path}' is a file; plot takes folders of runs." : $"There is no run folder '{path}'.");
        IReadOnlyList<string> found = RunFolders.Below(path);
        return found.Count > 0 ? found : throw new UsageException($"There is no run in '{path}' or below: no config.json, no progress.csv, no event file.");
    }

    private static CurveAxis AxisOf(string name)
    {
        int index = Array.IndexOf(Axes, name);
        return index >= 0 ? (CurveAxis)index : throw new UsageException($"--x takes steps, episodes or seconds, but was given '{name}'.");
    }

    private static double? Threshold(string? text)
    {
        if (text is null) return null;
        if (text == "none") return double.NaN;
        return double.TryParse(text, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new UsageException($"--threshold takes a number or none, but was given '{text}'.");
    }
}
