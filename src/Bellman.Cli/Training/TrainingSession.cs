using Bellman.Core;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Trains a job from its beginning or checkpoint to its end, shown by a display, and says what came of it.</summary>
internal sealed class TrainingSession(TrainingJob job, VectorEnv env, Agent agent, ITrainingDisplay display, IResultLines results)
{
    private bool _trained;

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
            },
        };
        if (display.Callback is { } callback) run.Callbacks.Add(callback);
        long resumedAt = job.Resumes ? run.Resume() ?? 0 : 0;
        if (job.Resumes) job.WriteConfig();
        display.Start(job, resumedAt);
        RunSummary summary = Train(run, interrupt.Token);
        if (interrupt.Token.IsCancellationRequested && summary.Evaluation is null)
        {
            results.Interrupted(job, summary);
            return interrupt.ExitCode;
        }

        results.Finished(job, summary);
        if (run.Report!.Unwritten.Count == 0) return ExitCode.Success;
        display.Warn($"Not everything could be written. {string.Join(' ', run.Report.Unwritten)}");
        return ExitCode.Failure;
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

    private string LastGood()
    {
        IReadOnlyList<string> checkpoints = new CheckpointFolder(job.Folder.CheckpointsFolder).Files;
        return checkpoints.Count == 0 ? "No checkpoint was written yet." : $"Last good checkpoint: {checkpoints[0]}";
    }
}
