// Trains a preset, or an environment's defaults, with many seeds and prints the table of docs/results.md.
// usage: Bellman.Results <preset or environment> [--seeds A-B] [--jobs N] [--go-on] [--episodes N] [--agent NAME] [path=value ...]
using System.Globalization;
using Bellman.Experiments;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: Bellman.Results <preset or environment> [--seeds A-B] [--jobs N] [--go-on] [--episodes N] [--agent NAME] [path=value ...]");
    return 2;
}

string[] seeds = Value("--seeds", "0-19").Split('-');
ulong first = ulong.Parse(seeds[0]), last = ulong.Parse(seeds[^1]);
RunOptions options = (Presets.All.FirstOrDefault(preset => preset.Name == args[0])?.Options ?? Presets.DefaultFor(args[0], Option("--agent")))
    .With(args.Where(argument => argument.Contains('=')));
Console.WriteLine("| seed | solved at step | episode | seconds | last 100 | best 100 | greedy | min | lowest 100 afterwards | greedy afterwards | seconds in all |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
IReadOnlyList<TrialResult> results = Trials.Run(
    options,
    [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => first + (ulong)i)],
    int.Parse(Value("--jobs", "1")),
    int.Parse(Value("--episodes", "100")),
    args.Contains("--go-on"),
    result => Console.WriteLine(
        $"| {result.Seed} | {result.Training.Solved?.Step.ToString("N0") ?? "-"} | {result.Training.Solved?.Episode.ToString() ?? "-"} | {result.Training.Solved?.Seconds:F1} "
        + $"| {result.Training.MeanReturn:F1} | {result.Training.BestMeanReturn:F1} | {result.Evaluation.Mean:F1} | {result.Evaluation.Minimum:F1} "
        + $"| {result.LowestMeanAfterwards:F1} | {result.EvaluationAfterwards?.Mean:F1} | {result.Training.Seconds:F1} |"));
double[] solvedSteps = [.. results.Select(result => result.Training.Solved is { } mark ? mark.Step : double.PositiveInfinity)];
double[] solvedSeconds = [.. results.Select(result => result.Training.Solved?.Seconds ?? double.PositiveInfinity)];
Console.WriteLine();
Console.WriteLine($"solved: {results.Count(result => result.Training.Solved is not null)} of {results.Count}, median step {Statistics.Median(solvedSteps):N0}, median {Statistics.Median(solvedSeconds):F1} s");
double[] greedy = [.. results.Select(result => result.Evaluation.Mean)];
Console.WriteLine(
    $"greedy: mean {greedy.Average():F1} {Interval(Statistics.Bootstrap(greedy))}, "
    + $"interquartile mean {Statistics.InterquartileMean(greedy):F1} {Interval(Statistics.Bootstrap(greedy, Statistics.InterquartileMean))}, lowest {greedy.Min():F1}");
Console.WriteLine($"steps/s: median {Statistics.Median(results.Select(result => result.Training.StepsPerSecond)):N0}");
return 0;

static string Interval(ConfidenceInterval interval) => $"[{interval.Low:F1}, {interval.High:F1}]";

string Value(string flag, string fallback) => Option(flag) ?? fallback;

string? Option(string flag)
{
    int at = Array.IndexOf(args, flag);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
