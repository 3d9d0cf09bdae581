using System.CommandLine;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary><c>bellman sweep</c>: which settings are best.</summary>
internal static class SweepCommand
{
    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "sweep",
        "Train a grid of settings with several seeds each, and compare them. The same command goes on where it was stopped.",
        Configure,
        ("bellman sweep CartPole-v1 --grid agent.learning_rate=1e-3,5e-4 --grid agent.batch_size=32,64 --seeds 0..4", "Four settings with five seeds each."),
        ("bellman sweep --preset mountaincar --grid agent.hidden_sizes=[32,32],[64,64] --jobs 2", "A tutorial's settings with two networks."),
        ("bellman sweep CartPole-v1 --seeds 0..9", "No grid: the same settings with ten seeds."),
        ("bellman sweep --file sweep.json --seeds 0..9", "A sweep from a file, with more seeds than it names."));

    private static void Configure(Command command)
    {
        var flags = new SweepFlags();
        flags.AddTo(command);
        command.SetAction(result =>
        {
            Sweep sweep = Failure.OfUsage(() =>
            {
                Sweep resolved = flags.Request(result).Resolve();
                resolved.CheckSettings();
                return resolved;
            });
            bool json = flags.Json(result), quiet = flags.Quiet(result);
            using ISweepDisplay display = json ? new JsonSweep(quiet)
                : quiet || Console.IsOutputRedirected ? new PlainSweep(quiet)
                : new LiveSweep();
            return Run(sweep, flags.Out(result) ?? SweepFolder.DefaultPath(sweep), display, json);
        });
    }

    private static int Run(Sweep sweep, string path, ISweepDisplay display, bool json)
    {
        using var interrupt = new Interrupt();
        SweepFolder folder = SweepFolder.Open(path);
        using IDisposable held = folder.Lock();
        SweepResults results = folder.Read(sweep);
        display.Start(results, path);
        try
        {
            sweep.Run(folder, results, display.Begin, display.Ended, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            // What has finished stands, and is shown.
        }
        finally
        {
            display.Stop();
        }

        display.Show(results, interrupted: results.Count < results.Total);
        if (!json) Console.Out.WriteLine(WhatNext(results, folder, TypedPath.Quoted(path)));
        return interrupt.ExitCode;
    }

    private static string WhatNext(SweepResults results, SweepFolder folder, string path)
    {
        if (results.Count < results.Total)
            return $"stopped: {Format.Whole(results.Count)} of {Format.Count(results.Total, "training")} have finished and stand in {path}; the same command goes on";
        return File.Exists(folder.BestFile)
            ? $"saved in {path}; the best setting again: ./bellman train --config {TypedPath.Quoted(TypedPath.Of(folder.BestFile))} --seed {results.Sweep.Seeds[0]}"
            : $"saved in {path}";
    }
}
