using System.CommandLine;
using Bellman.Core;
using Bellman.Experiments;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary><c>bellman train</c>: the main job.</summary>
internal static class TrainCommand
{
    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "train",
        "Train an agent, show how it goes, and save everything in a run folder.",
        Configure,
        ("bellman train LunarLander-v3", "Train with Bellman's own settings for this environment."),
        ("bellman train --preset lander-robust --seed 1", "Train a tutorial's settings, reproducibly."),
        ("bellman train CartPole-v1 --steps 50000 --set agent.learning_rate=5e-4", "Change an option; `bellman presets NAME` lists them."),
        ("bellman train --resume runs/CartPole-v1/bellman-cartpole-seed1", "Go on with a run that was stopped."),
        ("bellman train --resume runs/CartPole-v1/bellman-cartpole-seed1 --steps 200000", "Extend a run that is complete."));

    private static void Configure(Command command)
    {
        var flags = new TrainFlags();
        flags.AddTo(command);
        command.SetAction(result => flags.Resume(result) is { } run ? Resume(flags, result, run) : Start(flags, result));
    }

    private static int Start(TrainFlags flags, ParseResult result)
    {
        RunRequest request = flags.Request(result, flags.Config(result));
        RunOptions options = Failure.OfUsage(request.Resolve);
        options = options with { Seed = options.Seed ?? SeedStreams.DrawSeed() };
        return Train(options, () => TrainingJob.Start(options, flags.Out(result)), flags, result);
    }

    private static int Resume(TrainFlags flags, ParseResult result, string run)
    {
        if (flags.UsedWithoutResume(result) is { } flag)
            throw new UsageException($"{flag} can't be given with --resume: the run goes on with its own settings. Only --steps and --episodes may change.");
        TrainingJob job = TrainingJob.Resume(run, flags.Steps(result), flags.Episodes(result));
        if (job.WhyComplete() is not { } complete) return Train(job.Options, () => job, flags, result);
        if (flags.Json(result)) new JsonResult().Finished(job, job.Summary()!);
        else Console.Out.WriteLine($"{job.Path} is complete: {complete}");
        return ExitCode.Success;
    }

    /// <summary>Makes worlds and agent before the folder: options that do not go together leave nothing behind.</summary>
    private static int Train(RunOptions options, Func<TrainingJob> makeJob, TrainFlags flags, ParseResult result)
    {
        using VectorEnv env = Failure.OfUsage(options.MakeVector);
        Agent agent = Failure.OfUsage(() => options.MakeAgent(env, options.Seed!.Value));
        TrainingJob job = makeJob();
        bool json = flags.Json(result), quiet = flags.Quiet(result);
        IResultLines lines = json ? new JsonResult() : new TextResult(agent, env, quiet);
        using ITrainingDisplay display = json && !quiet ? new JsonDisplay()
            : json || quiet || Console.IsOutputRedirected ? new PlainDisplay(quiet || json)
            : new LiveDisplay();
        return new TrainingSession(job, env, agent, display, lines) { HasReport = flags.Report(result) }.Run();
    }
}
