using System.Globalization;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>A sweep in plain lines: one for each finished training, and the table at the end.</summary>
/// <param name="quiet">Whether there is the table alone.</param>
internal sealed class PlainSweep(bool quiet) : ISweepDisplay
{
    private SweepResults? _results;

    /// <summary>What the sweep is, in a few words.</summary>
    public static string Title(Sweep sweep, string path) => string.Join(" · ", ((string?[])
    [
        sweep.Common.Agent, sweep.Common.Preset, $"{Format.Count(sweep.Settings.Count, "setting")} × {Format.Count(sweep.Seeds.Count, "seed")}", path,
    ]).OfType<string>());

    /// <summary>What to say of trainings that another build made; <see langword="null"/> where there are none.</summary>
    public static string? Outdated(SweepResults results) => results.Outdated == 0 ? null
        : $"{Format.Count(results.Outdated, "training")} in the folder {(results.Outdated == 1 ? "was" : "were")} made by another build of Bellman than this one, {BuildVersion.Present}, and will be made again";

    /// <inheritdoc/>
    public void Start(SweepResults results, string path)
    {
        _results = results;
        if (quiet) return;
        if (Outdated(results) is { } outdated) Console.Out.WriteLine(outdated);
        string before = results.Count > 0 ? $", {Format.Whole(results.Count)} of {Format.Count(results.Total, "training")} finished before" : "";
        Console.Out.WriteLine($"{results.Sweep.Common.Environment}: {Title(results.Sweep, path)}{before}");
    }

    /// <inheritdoc/>
    public ICallback? Begin(SweepSetting setting, ulong seed) => null;

    /// <inheritdoc/>
    public void Ended(SweepSetting setting, SweepTrial trial)
    {
        if (quiet) return;
        int digits = Format.Whole(_results!.Total).Length;
        string outcome = trial.Failure is null ? $"score {Format.Return(trial.Score),9}   {Format.Seconds(trial.Summary!.WallSeconds),8}" : "failed: " + trial.Failure;
        Console.Out.WriteLine($"{Format.Whole(_results.Count).PadLeft(digits)}/{Format.Whole(_results.Total)}  {outcome}   seed {trial.Seed} {_results.Sweep.Describe(setting)}".TrimEnd());
    }

    /// <inheritdoc/>
    public void Stop()
    {
    }

    /// <inheritdoc/>
    public void Show(SweepResults results, bool interrupted)
    {
        Sweep sweep = results.Sweep;
        IReadOnlyList<SweepRow> rows = results.Rows();
        if (rows.Count > 0) TextTable.Write(Console.Out, Headings(sweep), [.. rows.Select(row => Cells(sweep, row))]);
        Console.Out.WriteLine($"score: the mean return of {Format.Count(sweep.EvaluationEpisodes, "greedy episode")} at the end of a training; intervals at 95 %, by bootstrap over the seeds");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string[] Headings(Sweep sweep) =>
    [
        .. sweep.Grid.Select(axis => axis.Path[(axis.Path.LastIndexOf('.') + 1)..]),
        " seeds", " mean", " interval", " IQM", " interval", " last 100", " solved", " at step", " s each",
    ];

    private static string[] Cells(Sweep sweep, SweepRow row) =>
    [
        .. row.Setting.Values,
        row.Failures == 0 ? Format.Whole(row.Trials.Count) : $"{Format.Whole(row.Trials.Count)}, {row.Failures} failed",
        Format.Return(row.Mean),
        Interval(row.MeanInterval),
        Format.Return(row.InterquartileMean),
        Interval(row.InterquartileInterval),
        Format.Return(row.MeanReturnLast100),
        row.Trials.Any(trial => trial.Summary is not null) && SolvedReturn(sweep, row) is not null ? $"{row.Solved}/{row.Trials.Count}" : "-",
        Format.Whole(row.MedianSolvedStep ?? double.NaN),
        Format.Return(row.MeanSeconds),
    ];

    private static double? SolvedReturn(Sweep sweep, SweepRow row) =>
        row.Setting.Options.Training.SolvedReturn ?? Environments.Envs.Spec(sweep.Common.Environment).RewardThreshold;

    private static string Interval(ConfidenceInterval? interval) =>
        interval is { } bounds ? string.Create(CultureInfo.InvariantCulture, $"[{bounds.Low:F1}, {bounds.High:F1}]") : "-";
}
