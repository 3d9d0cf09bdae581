using System.Security.Cryptography;
using Bellman.Core;

namespace Bellman.Training;

/// <summary>
/// A training whose results are kept in a <see cref="RunFolder"/>: a <see cref="Trainer"/> with checkpoints, evaluations, the best model,
/// the table of progress and event files as its options ask for them, and a summary at the end. It can be stopped at any moment and
/// resumed.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    private readonly VectorEnv _env;
    private readonly Agent _agent;
    private readonly TrainingOptions _options;
    private readonly ulong _seed;
    private readonly IDisposable _lock;
    private readonly CheckpointFolder _checkpoints;
    private readonly ProgressCsv _progress;
    private readonly TensorBoardSink _events;
    private Trainer? _trainer;

    /// <summary>Prepares a run and keeps other processes from training in the same folder until it is disposed.</summary>
    /// <param name="folder">Where everything is kept.</param>
    /// <param name="env">The worlds to train in; the caller disposes them.</param>
    /// <param name="agent">The agent to train.</param>
    /// <param name="options">How long to train and what is kept.</param>
    /// <param name="seed">The seed of the worlds.</param>
    /// <exception cref="IOException">Another process is training in the folder.</exception>
    public TrainingRun(RunFolder folder, VectorEnv env, Agent agent, TrainingOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(options);
        Folder = folder;
        _env = env;
        _agent = agent;
        _options = options;
        _seed = seed;
        _agent.Worlds ??= env;
        _agent.EnvironmentId ??= env.Spec?.Id;
        _checkpoints = new CheckpointFolder(folder.CheckpointsFolder, options.KeepCheckpoints);
        _progress = new ProgressCsv(folder.ProgressFile);
        _events = new TensorBoardSink(folder.Root);
        _lock = folder.Lock();
    }

    /// <summary>Where everything is kept.</summary>
    public RunFolder Folder { get; }

    /// <summary>
    /// What else takes part in the training, such as a live display; to be filled before <see cref="Resume"/> and <see cref="Run"/>.
    /// </summary>
    public IList<ICallback> Callbacks { get; } = [];

    /// <summary>
    /// Where else the training's numbers go; to be filled before <see cref="Resume"/> and <see cref="Run"/>. The caller disposes them.
    /// </summary>
    public IList<IMetricSink> Sinks { get; } = [];

    /// <summary>The preset's name, for the summary. Default: none.</summary>
    public string? Preset { get; init; }

    /// <summary>Called after each episode of an evaluation, those while training and the last one. Default: nothing.</summary>
    public Action<EvaluationEpisode>? EvaluationEpisodeEnded { get; init; }

    /// <summary>Called when training has stopped and the last evaluation is about to begin. Default: nothing.</summary>
    public Action<TrainingReport>? TrainingEnded { get; init; }

    /// <summary>Where warnings go. Default: standard error.</summary>
    public Action<string> Warn { get; init; } = Console.Error.WriteLine;

    /// <summary>How the training went; <see langword="null"/> before it has stopped.</summary>
    public TrainingReport? Report { get; private set; }

    /// <summary>The evaluation of the last model; <see langword="null"/> before it was made and where the run was cancelled.</summary>
    public EvaluationReport? Evaluation { get; private set; }

    private Trainer Trainer => _trainer ??= CreateTrainer();

    /// <summary>
    /// Goes back to the newest checkpoint that is not damaged, so that <see cref="Run"/> goes on from there bit for bit. A run of which nothing
    /// was saved yet starts from its beginning; one that has results but no checkpoint is refused, since starting over would overwrite them.
    /// </summary>
    /// <returns>The environment steps at which the run goes on; <see langword="null"/> for its beginning.</returns>
    /// <exception cref="CheckpointFormatException">
    /// The checkpoint does not fit the agent, the worlds or the seed, or there is none that can be used where there are results.
    /// </exception>
    public long? Resume()
    {
        if (_checkpoints.OpenNewest(Warn) is not { } reader)
        {
            if (FirstResult() is not { } result) return null;
            throw new CheckpointFormatException(
                $"'{Folder.Root}' has no checkpoint to go on from, but {result}, which starting over would overwrite. Train anew in another folder.");
        }

        ulong seed;
        using (reader.Section("trainer")) seed = reader.ReadUInt64("seed");
        if (seed != _seed) throw reader.Fault($"it was written by a training with seed {seed}, but the run's configuration has seed {_seed}.");
        Trainer.Load(reader);
        return Trainer.Progress.Step;
    }

    /// <summary>Trains, saves the model, evaluates it and writes the summary. A cancelled run is saved too, but not evaluated.</summary>
    /// <param name="cancellation">Stops the training after the present step.</param>
    /// <returns>The summary, as it was written.</returns>
    /// <exception cref="TrainingDivergedException">A reward, an observation or a loss is not finite; what was saved before stands.</exception>
    /// <exception cref="IOException">The model or the summary can't be written.</exception>
    public RunSummary Run(CancellationToken cancellation = default)
    {
        Report = Trainer.Run(cancellation);
        _agent.CheckFinite();
        _agent.Save(Folder.ModelFile);
        TrainingEnded?.Invoke(Report);
        Evaluation = Report.StopReason == StopReason.Cancelled ? null : Evaluate(cancellation);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Folder.ModelFile)));
        RunSummary summary = RunSummary.Of(Report, Evaluation, _agent, Preset, sha256);
        AtomicFile.WriteText(Folder.SummaryFile, summary.ToJson() + "\n");
        return summary;
    }

    /// <summary>Closes the run's files, and lets other processes train in its folder.</summary>
    public void Dispose()
    {
        _progress.Dispose();
        _events.Dispose();
        _lock.Dispose();
    }

    private Trainer CreateTrainer()
    {
        var trainer = new Trainer(_env, _agent) { Seed = _seed, Options = _options, Warn = Warn };
        trainer.Callbacks.Add(_progress);
        if (_options.EvaluateEvery > 0)
        {
            trainer.Callbacks.Add(new EvaluateEvery(_options.EvaluateEvery, _options.EvaluationEpisodes)
            {
                EvaluationSteps = _options.EvaluationSteps,
                ValidationStates = _options.ValidationStates,
                EpisodeEnded = EvaluationEpisodeEnded,
            });
        }

        if (_options.SnapshotEvery > 0 || _options.SnapshotEveryEpisodes > 0)
            trainer.Callbacks.Add(new SnapshotEvery(Folder.SnapshotsFolder, _options.SnapshotEvery, _options.SnapshotEveryEpisodes));
        trainer.Callbacks.Add(new BestModel(Folder.BestModelFile));
        trainer.Callbacks.Add(new CheckpointEvery(_checkpoints, _options.CheckpointEvery));
        foreach (ICallback callback in Callbacks) trainer.Callbacks.Add(callback);
        trainer.Sinks.Add(_events);
        foreach (IMetricSink sink in Sinks) trainer.Sinks.Add(sink);
        return trainer;
    }

    /// <summary>Something that the training has already brought forth, in words; null for nothing.</summary>
    private string? FirstResult()
    {
        if (_checkpoints.HasDamaged) return "a damaged one";
        foreach (string file in (string[])[Folder.ModelFile, Folder.BestModelFile, Folder.SummaryFile])
        {
            if (File.Exists(file)) return $"a '{Path.GetFileName(file)}'";
        }

        if (Directory.Exists(Folder.SnapshotsFolder) && Directory.EnumerateFiles(Folder.SnapshotsFolder).Any()) return "snapshots";
        return File.Exists(Folder.ProgressFile) && File.ReadLines(Folder.ProgressFile).Skip(1).Any() ? "a table of episodes" : null;
    }

    private EvaluationReport? Evaluate(CancellationToken cancellation)
    {
        using var evaluator = new Evaluator(_agent, _env) { EpisodeEnded = EvaluationEpisodeEnded };
        try
        {
            return evaluator.Run(_options.EvaluationEpisodes, _seed + EvaluateEvery.SeedOffset, cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
