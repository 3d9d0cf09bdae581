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
    public string Path => Shorten(Folder.Root);

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
        RunFolder folder = path is null
            ? RunFolder.Create("runs", options.Environment, $"{options.Preset ?? options.Agent}-seed{options.Seed}")
            : RunFolder.CreateAt(path);
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
        if (steps is not null || episodes is not null)
        {
            options = options with
            {
                Training = options.Training with { Steps = steps ?? options.Training.Steps, Episodes = episodes ?? options.Training.Episodes },
            };
        }

        return new TrainingJob(folder, options, resumes: true);
    }

    /// <summary>What a finished run says of itself, or <see langword="null"/> where there is something left to train.</summary>
    public string? WhyComplete()
    {
        if (!Resumes || Folder.ReadSummary() is not { Evaluation: not null } summary) return null;
        TrainingOptions limits = Options.Training;
        if (limits.StopWhenSolved && summary.Solved) return $"solved in {Format.Whole(summary.SolvedAtEpisode!.Value)} episodes, where it was to stop";
        if (limits.Steps > 0 && summary.Steps >= limits.Steps) return $"{Format.Whole(summary.Steps)} of {Format.Whole(limits.Steps)} steps";
        return limits.Episodes > 0 && summary.Episodes >= limits.Episodes
            ? $"{Format.Whole(summary.Episodes)} of {Format.Whole(limits.Episodes)} episodes"
            : null;
    }

    /// <summary>Writes the configuration into the folder.</summary>
    public void WriteConfig()
    {
        JsonObject config = RunOptionsJson.Write(Options);
        config["versions"] = new JsonObject { ["bellman"] = ProgramVersion.Bellman, ["runtime"] = ProgramVersion.Runtime };
        Folder.WriteConfig(config);
    }

    /// <summary>How much of the training is done, from 0 to 1; <see langword="null"/> where it has no limit.</summary>
    public double? Fraction(long step, long episode)
    {
        TrainingOptions limits = Options.Training;
        if (limits.Steps == 0 && limits.Episodes == 0) return null;
        double steps = limits.Steps > 0 ? (double)step / limits.Steps : 0;
        double episodes = limits.Episodes > 0 ? (double)episode / limits.Episodes : 0;
        return Math.Clamp(Math.Max(steps, episodes), 0, 1);
    }

    private static string Shorten(string path)
    {
        string relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
