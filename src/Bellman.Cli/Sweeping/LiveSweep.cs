using System.Collections.Concurrent;
using System.Diagnostics;
using Bellman.Experiments;
using Bellman.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bellman.Cli;

/// <summary>A sweep on a terminal: a bar for all of it, one for each training under way, and the best setting so far.</summary>
internal sealed class LiveSweep : ISweepDisplay
{
    /// <summary>The columns of the whole sweep's bar, of a training's, and of what stands beside either.</summary>
    private const int BarWidth = 48, SmallBarWidth = 16, BarFigures = 32, Percent = 8;

    private readonly LiveRegion _region;
    private readonly PlainSweep _plain = new(quiet: true);
    private readonly ConcurrentDictionary<(SweepSetting Setting, ulong Seed), SweepWatch> _running = new();
    private readonly long _began = Stopwatch.GetTimestamp();
    private SweepResults? _results;
    private string _title = "";
    private string _best = "";
    private int _before;
    private int _finished;

    /// <summary>Creates the display; nothing is drawn yet.</summary>
    /// <param name="console">Where it is drawn; <see langword="null"/> for the terminal.</param>
    public LiveSweep(IAnsiConsole? console = null) => _region = new LiveRegion(console);

    /// <inheritdoc/>
    public void Start(SweepResults results, string path)
    {
        _results = results;
        _title = PlainSweep.Title(results.Sweep, path);
        _before = _finished = results.Count;
        _region.Start(Render);
        if (PlainSweep.Outdated(results) is { } outdated) _region.Warn(outdated);
    }

    /// <inheritdoc/>
    public ICallback? Begin(SweepSetting setting, ulong seed) => _running[(setting, seed)] = new SweepWatch(setting, seed);

    /// <inheritdoc/>
    public void Ended(SweepSetting setting, SweepTrial trial)
    {
        _running.TryRemove((setting, trial.Seed), out _);
        if (trial.Failure is { } failure) _region.Warn($"seed {trial.Seed} {_results!.Sweep.Describe(setting)} failed: {failure}");
        SweepRow best = _results!.Rows()[0];
        Volatile.Write(ref _best, $"{_results.Sweep.Describe(best.Setting)}  {Format.Return(best.Mean)} over {Format.Count(best.Trials.Count, "seed")}");
        Volatile.Write(ref _finished, _results.Count);
    }

    /// <inheritdoc/>
    public void Stop() => _region.Stop();

    /// <inheritdoc/>
    public void Show(SweepResults results, bool interrupted) => _plain.Show(results, interrupted);

    /// <inheritdoc/>
    public void Dispose() => _region.Dispose();

    /// <summary>Draws.</summary>
    /// <param name="width">The terminal's columns.</param>
    public IRenderable Render(int width)
    {
        int total = _results!.Total, finished = Volatile.Read(ref _finished);
        SweepWatch[] running = [.. _running.Values.OrderBy(watch => watch.Seed).ThenBy(watch => _results.Sweep.Describe(watch.Setting), StringComparer.Ordinal)];

        // What had finished before this call took none of its time, so that the time left is told by the rest.
        double done = (finished - _before + running.Sum(watch => watch.Fraction)) / Math.Max(1, total - _before);
        string bar = ProgressBar.WithTime(Math.Clamp(done, 0, 1), Math.Clamp(width - BarFigures, 4, BarWidth), Stopwatch.GetElapsedTime(_began).TotalSeconds);
        var lines = new List<IRenderable>
        {
            Title.Of(_results.Sweep.Common.Environment, _title, width),
            new Markup(bar),
            new Text($"{Format.Whole(finished)} of {Format.Count(total, "training")}"),
        };
        lines.AddRange(running.Select(watch => Line(watch, width)));
        string best = Volatile.Read(ref _best);
        lines.Add(new Text(best.Length == 0 ? " " : Fit("best so far: " + best, width)));
        return new Rows(lines);
    }

    private Markup Line(SweepWatch watch, int width)
    {
        int bar = width >= 50 ? SmallBarWidth : 4;
        string figures = width >= 72 ? $" mean {Format.Return(watch.MeanReturn),9}   " : " ";
        string name = Fit($"seed {watch.Seed} {_results!.Sweep.Describe(watch.Setting)}", width - bar - Percent - figures.Length);
        return new Markup($"  {ProgressBar.Markup(watch.Fraction, bar)}{figures}{Markup.Escape(name)}");
    }

    private static string Fit(string text, int width) => text.Length <= width ? text : text[..Math.Max(0, width - 1)] + "…";
}
