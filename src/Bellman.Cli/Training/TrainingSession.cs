using Bellman.Core;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Trains a job from its beginning or checkpoint to its end, shown by a display, and says what came of it.</summary>
internal sealed class TrainingSession(TrainingJob job, VectorEnv env, Agent agent, ITrainingDisplay display, IResultLines results)
{
    private bool _trained;

    /// <summary>Whether a page about the run is written at its end. Default: yes.</summary>
    public bool HasReport { get; init; } = true;

    /// <summary>Trains.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        using var interrupt = new Interrupt();
        using var run = new TrainingRun(job.Folder, env, agent, job.Options.Training, job.Seed)
        {
            Preset = job.Options.Preset,
            Warn = display.Warn,
            TrainingEnded = TrainingEnded,
            EvaluationEpisodeEnded = episode =>
            {
                if (_trained) results.Evaluated(episode);
                else display.Evaluating(episode);
            },
        };
        if (display.Callback is { } callback) run.Callbacks.Add(callback);
        long resumedAt = job.Resumes ? run.Resume() ?? 0 : 0;
        if (job.Resumes) job.WriteConfig();
        display.Start(job, resumedAt);
        RunSummary summary = Train(run, interrupt.Token);
        bool saved = run.Report!.Unwritten.Count == 0;
        if (interrupt.Token.IsCancellationRequested && summary.Evaluation is null)
        {
            results.Interrupted(job, summary, saved);
            return saved ? interrupt.ExitCode : throw new IOException($"Stopped after {Format.Whole(summary.Steps)} steps, but not saved. {Unwritten(run.Report)}");
        }

        results.Finished(job, summary);
        Report();
        if (saved) return ExitCode.Success;
        display.Warn($"Not everything could be written. {Unwritten(run.Report)}");
        return ExitCode.Failure;
    }

    /// <summary>The run's page. Where it can't be written, nothing that was trained is lost by it.</summary>
    private void Report()
    {
        if (!HasReport) return;
        try
        {
            results.Reported(TypedPath.Of(RunReport.Write(job.Folder, agent, env)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or NotSupportedException)
        {
            display.Warn($"The report can't be written: {Failure.Describe(exception)}");
        }
    }

    private RunSummary Train(TrainingRun run, CancellationToken cancellation)
    {
        try
        {
            return run.Run(cancellation);
        }
        catch (TrainingDivergedException exception)
        {
            display.Stop();
            throw new TrainingDivergedException($"{exception.Message} {LastGood()}");
        }
        catch (Exception exception) when (run.Report is not null && exception is IOException or UnauthorizedAccessException)
        {
            // The training has ended, but its model or summary can't be written.
            display.Stop();
            throw new IOException($"{Failure.Describe(exception)} {Unwritten(run.Report!)}", exception);
        }
        finally
        {
            display.Stop();
        }
    }

    private void TrainingEnded(TrainingReport report)
    {
        _trained = true;
        display.Stop();
        results.Trained(job, report);
    }

    /// <summary>What is not on the disk, and from where a resume would go on.</summary>
    private string Unwritten(TrainingReport report)
    {
        string from = job.LastSavedStep is { } step ? $"step {Format.Whole(step)}" : "its beginning";
        return string.Join(' ', [.. report.Unwritten, $"A resume starts from {from}."]);
    }

    private string LastGood()
    {
        IReadOnlyList<string> checkpoints = new CheckpointFolder(job.Folder.CheckpointsFolder).Files;
        return checkpoints.Count == 0 ? "No checkpoint was written yet." : $"Last good checkpoint: {checkpoints[0]}";
    }
}
