using Bellman.Core;

namespace Bellman.Training.Tests;

/// <summary>Writes down when it was called.</summary>
internal sealed class RecordingCallback(long every = 1) : ICallback
{
    private StepSchedule _schedule = new(every);

    public List<long> Due { get; } = [];

    public List<EpisodeRecord> Episodes { get; } = [];

    public List<EvaluationReport> Evaluations { get; } = [];

    public int Starts { get; private set; }

    public int Ends { get; private set; }

    public Action<TrainingContext>? Stepped { get; init; }

    public void OnTrainingStart(TrainingContext context) => Starts++;

    public void OnStep(TrainingContext context)
    {
        if (_schedule.IsDue(context.Step)) Due.Add(context.Step);
        Stepped?.Invoke(context);
    }

    public void OnEpisodeEnd(TrainingContext context, in EpisodeRecord episode) => Episodes.Add(episode);

    public void OnEvaluation(TrainingContext context, EvaluationReport evaluation)
    {
        Assert.Same(evaluation, context.LastEvaluation);
        Evaluations.Add(evaluation);
    }

    public void OnTrainingEnd(TrainingContext context) => Ends++;

    public void Save(CheckpointWriter writer) => _schedule.Save(writer);

    public void Load(CheckpointReader reader) => _schedule.Load(reader);
}
