using Bellman.Training;

namespace Bellman.Cli;

/// <summary>A training in plain lines, for files and pipes; or, where it is to be quiet, in none.</summary>
internal sealed class PlainDisplay(bool quiet) : ITrainingDisplay
{
    /// <inheritdoc/>
    public ICallback? Callback { get; } = quiet ? null : new ConsoleProgress();

    /// <inheritdoc/>
    public void Start(TrainingJob job, long resumedAt)
    {
        if (quiet) return;
        string resumed = resumedAt > 0 ? $", resumed at {Format.Whole(resumedAt)} steps" : "";
        Console.Out.WriteLine($"{job.Options.Environment}: {job.Title}{resumed}");
    }

    /// <inheritdoc/>
    public void Warn(string message) => Console.Error.WriteLine("warning: " + message);

    /// <inheritdoc/>
    public void Stop()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
