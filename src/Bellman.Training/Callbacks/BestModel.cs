using Bellman.Core;

namespace Bellman.Training;

/// <summary>
/// Keeps the best model of a training in a file. The best is the one with the largest mean return of an evaluation where the training has
/// an <see cref="EvaluateEvery"/>, and otherwise the one with the largest mean return over the last 100 episodes, once 100 have finished;
/// of equal ones the first. A training that ends before any was measured keeps its last model. The model is taken down in memory at once
/// and written to the disk now and then, since the mean may improve with every episode.
/// </summary>
public sealed class BestModel : ICallback
{
    private const long WriteEvery = 10_000;

    private readonly string _path;
    private StepSchedule _schedule = new(WriteEvery);
    private byte[]? _model;
    private double _best = double.NegativeInfinity;
    private bool _unwritten;
    private bool _byEvaluation;

    /// <summary>Creates the callback.</summary>
    /// <param name="path">The file to create or replace, atomically.</param>
    public BestModel(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <summary>After other callbacks, and before checkpoints.</summary>
    public int Order => ICallback.LastOrder / 2;

    /// <summary>The mean return of the best model; negative infinity before the first.</summary>
    public double BestReturn => _best;

    /// <inheritdoc/>
    public void OnTrainingStart(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _byEvaluation = context.HasEvaluations;
    }

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_schedule.IsDue(context.Step)) Write(context);
    }

    /// <inheritdoc/>
    public void OnEpisodeEnd(TrainingContext context, in EpisodeRecord episode)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_byEvaluation && context.BestMeanReturn == context.MeanReturn) Offer(context, context.MeanReturn);
    }

    /// <inheritdoc/>
    public void OnEvaluation(TrainingContext context, EvaluationReport evaluation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(evaluation);
        Offer(context, evaluation.Mean);
    }

    /// <inheritdoc/>
    public void OnTrainingEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_model is null) TakeDown(context.Agent);
        Write(context);
        if (double.IsNegativeInfinity(_best)) _model = null;
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("best", _best);
        writer.Write("model", (_model ?? []).AsSpan());
    }

    /// <inheritdoc/>
    public void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _best = reader.ReadDouble("best");
        byte[] model = reader.ReadBytes("model");
        _model = model.Length > 0 ? model : null;

        // The file may be of a better model that was found after this checkpoint, and will be found again.
        _unwritten = _model is not null;
    }

    private void Offer(TrainingContext context, double mean)
    {
        if (!(mean > _best)) return;
        _best = mean;
        TakeDown(context.Agent);
    }

    private void TakeDown(Agent agent)
    {
        agent.CheckFinite();
        using var stream = new MemoryStream(_model?.Length ?? 0);
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        _model = stream.ToArray();
        _unwritten = true;
    }

    private void Write(TrainingContext context)
    {
        if (!_unwritten) return;
        try
        {
            AtomicFile.Write(_path, stream => stream.Write(_model!));
            _unwritten = false;
            context.ReportWritten(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.ReportUnwritten(_path, $"The best model can't be written to '{_path}': {exception.Message}");
        }
    }
}
