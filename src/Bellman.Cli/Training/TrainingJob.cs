using System.Globalization;
using System.Text.Json.Nodes;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>A run that is about to be trained: its folder, its resolved options, and whether it goes on from a checkpoint.</summary>
internal sealed class TrainingJob
{
    private TrainingJob(RunFolder folder, RunOptions options, bool resumes)
    {
        Folder = folder;
        Options = options;
        Resumes = resumes;
    }

    /// <summary>Where everything is kept.</summary>
    public RunFolder Folder { get; }

    /// <summary>The run's options, with its seed.</summary>
    public RunOptions Options { get; }

    /// <summary>Whether it goes on from a checkpoint.</summary>
    public bool Resumes { get; }

    /// <summary>The seed.</summary>
    public ulong Seed => Options.Seed!.Value;

    /// <summary>The folder as it is typed: relative to where the user is, if it lies there.</summary>
    public string Path => TypedPath.Of(Folder.Root);

    /// <summary>What the run is, in a few words.</summary>
    public string Title => string.Join(" · ", ((string?[])[Options.Agent, Options.Preset, $"seed {Seed}", Path]).OfType<string>());

    /// <summary>Starts a new run.</summary>
    /// <param name="options">Its options, with a seed.</param>
    /// <param name="path">The folder to use, or <see langword="null"/> for one under <c>runs</c>.</param>
    /// <exception cref="UsageException">The folder holds something already.</exception>
    public static TrainingJob Start(RunOptions options, string? path)
    {
        if (path is not null && (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())))
            throw new UsageException($"'{path}' already holds something, and nothing is overwritten: go on with that run by --resume, or choose another folder.");
        RunFolder folder = MakeFolder(options, path);
        var job = new TrainingJob(folder, options, resumes: false);
        job.WriteConfig();
        return job;
    }

    /// <summary>Goes on with a run.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="steps">A new limit of steps, or <see langword="null"/> for the old one.</param>
    /// <param name="episodes">A new limit of episodes, or <see langword="null"/> for the old one.</param>
    public static TrainingJob Resume(string path, long? steps, long? episodes)
    {
        RunFolder folder = OpenRun.Folder(path);
        RunOptions options = OpenRun.Options(folder.ConfigFile);
        if (options.Seed is null) throw new IOException($"The configuration '{folder.ConfigFile}' names no seed, so that the run can't be gone on with.");
        var former = new TrainingJob(folder, options, resumes: true);
        if (steps is null && episodes is null) return former;
        former.RequireMore(steps, episodes);

        // As for a new run, one limit lifts the other; and what was asked for is trained, solved or not.
        TrainingOptions training = options.Training with { Steps = steps ?? 0, Episodes = episodes ?? 0, StopWhenSolved = false };
        return new TrainingJob(folder, options with { Training = training }, resumes: true);
    }

    /// <summary>What a finished run says of itself, or <see langword="null"/> where there is something left to train.</summary>
    public string? WhyComplete()
    {
        if (!Resumes || Summary() is not { Evaluation: not null } summary) return null;
        TrainingOptions limits = Options.Training;
        if (limits.Steps > 0 && summary.Steps >= limits.Steps)
            return $"{Format.Whole(summary.Steps)} of {Format.Whole(limits.Steps)} steps. A larger --steps or --episodes extends it.";
        if (limits.Episodes > 0 && summary.Episodes >= limits.Episodes)
            return $"{Format.Whole(summary.Episodes)} of {Format.Whole(limits.Episodes)} episodes. A larger --episodes or --steps extends it.";
        return limits.StopWhenSolved && summary.Solved
            ? $"solved in {Format.Whole(summary.SolvedAtEpisode!.Value)} episodes, {Format.Whole(summary.SolvedAtStep!.Value)} steps, where it was to stop. "
                + "A larger --steps or --episodes trains it further."
            : null;
    }

    /// <summary>What came of the run when it stopped last, or <see langword="null"/> where it has not stopped yet.</summary>
    /// <exception cref="IOException">The file is damaged.</exception>
    public RunSummary? Summary()
    {
        try
        {
            return Folder.ReadSummary();
        }
        catch (FormatException exception)
        {
            throw new IOException(
                $"{Folder.SummaryFile}: the file is damaged: this is not a summary. Without it the run goes on from its last checkpoint.", exception);
        }
    }

    /// <summary>The environment step of the newest checkpoint; <see langword="null"/> where there is none.</summary>
    public long? LastSavedStep
    {
        get
        {
            if (new CheckpointFolder(Folder.CheckpointsFolder).Files is not [string newest, ..]) return null;
            string digits = string.Concat(System.IO.Path.GetFileName(newest).Where(char.IsAsciiDigit));
            return long.TryParse(digits, CultureInfo.InvariantCulture, out long step) ? step : null;
        }
    }

    /// <summary>Writes the configuration into the folder.</summary>
    public void WriteConfig()
    {
        JsonObject config = RunOptionsJson.Write(Options);
        config["versions"] = new JsonObject { ["bellman"] = ProgramVersion.Bellman, ["runtime"] = ProgramVersion.Runtime };
        Folder.WriteConfig(config);
    }

    private static RunFolder MakeFolder(RunOptions options, string? path)
    {
        try
        {
            return path is null
                ? RunFolder.Create("runs", options.Environment, $"{options.Preset ?? options.Agent}-seed{options.Seed}")
                : RunFolder.CreateAt(path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"The folder '{path ?? "runs"}' can't be made: permission denied.", exception);
        }
        catch (IOException exception)
        {
            // The system's own words name files that the user never heard of.
            string reason = exception is FileNotFoundException or DirectoryNotFoundException ? "no folder can be made there" : exception.Message.TrimEnd('.');
            throw new IOException($"The folder '{path ?? "runs"}' can't be made: {reason}.", exception);
        }
    }

    /// <summary>A run can't be made shorter than it is.</summary>
    private void RequireMore(long? steps, long? episodes)
    {
        RunSummary? summary = Summary();
        if (steps < (summary?.Steps ?? LastSavedStep ?? 0))
            throw Shorter("--steps", steps.Value, summary?.Steps ?? LastSavedStep!.Value, "steps");
        if (episodes < (summary?.Episodes ?? 0)) throw Shorter("--episodes", episodes.Value, summary!.Episodes, "episodes");
    }

    private UsageException Shorter(string flag, long asked, long made, string what) =>
        new($"{Path} has made {Format.Whole(made)} {what} already, and {flag} asks for {Format.Whole(asked)} in all: give more than {Format.Whole(made)}.");
}
