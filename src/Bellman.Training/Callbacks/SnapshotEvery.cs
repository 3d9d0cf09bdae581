using System.Globalization;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// Saves a copy of the model every so many steps or episodes, <c>step-000050000.bellman</c> or <c>episode-000100.bellman</c>, and never
/// removes one: for looking back at how the agent learned. A copy that can't be written is a warning.
/// </summary>
public sealed class SnapshotEvery : ICallback
{
    private readonly string _folder;
    private readonly long _episodes;
    private StepSchedule _schedule;

    /// <summary>Creates the callback.</summary>
    /// <param name="folder">The folder for the models; made where it is missing.</param>
    /// <param name="steps">The distance in environment steps; 0 for not by steps. Default 0.</param>
    /// <param name="episodes">The distance in finished episodes; 0 for not by episodes. Default 0.</param>
    public SnapshotEvery(string folder, long steps = 0, long episodes = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _episodes = Check.NotNegative(episodes, nameof(episodes));
        _schedule = new StepSchedule(steps);
    }

    /// <inheritdoc/>
    public void OnTrainingStart(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _schedule.IsDue(context.Step);
    }

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_schedule.IsDue(context.Step)) Write(context, string.Create(CultureInfo.InvariantCulture, $"step-{context.Step:D9}.bellman"));
    }

    /// <inheritdoc/>
    public void OnEpisodeEnd(TrainingContext context, in EpisodeRecord episode)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_episodes > 0 && episode.Episode % _episodes == 0)
            Write(context, string.Create(CultureInfo.InvariantCulture, $"episode-{episode.Episode:D6}.bellman"));
    }

    private void Write(TrainingContext context, string name)
    {
        context.Agent.CheckFinite();
        string path = Path.Combine(_folder, name);
        try
        {
            context.Agent.Save(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.ReportUnwritten(_folder, $"The snapshot '{path}' can't be written: {exception.Message}");
        }
    }
}
