using Bellman.Core;

namespace Bellman.Training;

/// <summary>Where a training stands, for callbacks. One object lasts through the whole training; its properties move on with it.</summary>
public sealed class TrainingContext
{
    private readonly Trainer _trainer;
    private readonly Agent _agent;

    internal TrainingContext(Trainer trainer, VectorEnv env, Agent agent)
    {
        _trainer = trainer;
        Env = env;
        _agent = agent;
        Options = trainer.Options;
    }

    /// <summary>The worlds that are trained in. Callbacks must not step them; <see cref="VectorEnv.CreateEnv"/> makes others.</summary>
    public VectorEnv Env { get; }

    /// <summary>
    /// The agent. Where acting and learning overlap (<see cref="TrainingOptions.Overlap"/>), asking for it waits until the learner is at rest, and it stays so until the callback returns:
    /// ask for it when it is needed, each time anew, and not in every step.
    /// </summary>
    public Agent Agent
    {
        get
        {
            _trainer.Settle();
            return _agent;
        }
    }

    /// <summary>The seed that the worlds were started with.</summary>
    public ulong Seed => _trainer.Progress.Seed;

    /// <summary>How long the training goes on and what is kept of it.</summary>
    public TrainingOptions Options { get; internal set; }

    /// <summary>Cancelled when the training is to stop; for callbacks that take their time.</summary>
    public CancellationToken Cancellation { get; internal set; }

    /// <summary>The environment steps made so far, those of all worlds together, those before a resume included.</summary>
    public long Step { get; internal set; }

    /// <summary>
    /// The steps made before the present call of <see cref="Trainer.Run(CancellationToken)"/>: 0, or where a resume began.
    /// </summary>
    public long FirstStep => _trainer.Progress.FirstStep;

    /// <summary>How many episodes have finished.</summary>
    public long Episode => _trainer.Progress.History.Episodes;

    /// <summary>How long the training has lasted, evaluations and checkpoints and the time before a resume included.</summary>
    public TimeSpan Elapsed => _trainer.Progress.Elapsed;

    /// <summary>
    /// Environment steps for each second of the present call of <see cref="Trainer.Run(CancellationToken)"/>, on average.
    /// </summary>
    public double StepsPerSecond => _trainer.Progress.StepsPerSecond;

    /// <summary>The episode that finished last; <see langword="null"/> before the first.</summary>
    public EpisodeRecord? LastEpisode => _trainer.Progress.LastEpisode;

    /// <summary>
    /// The mean return of the last <see cref="TrainingOptions.SolvedWindow"/> (100) finished episodes, of all while there are fewer; NaN
    /// before the first.
    /// </summary>
    public double MeanReturn => _trainer.Progress.History.Mean;

    /// <summary>The largest mean return over a full window of 100 episodes; NaN before the first full one.</summary>
    public double BestMeanReturn => _trainer.Progress.History.BestMean;

    /// <summary>The mean return at which the environment counts as solved; <see langword="null"/> where there is none.</summary>
    public double? SolvedReturn => Options.SolvedReturn ?? Env.Spec?.RewardThreshold;

    /// <summary>When the environment was solved; <see langword="null"/> while it is not.</summary>
    public SolvedMark? Solved => _trainer.Progress.Solved;

    /// <summary>The last evaluation that a callback made; <see langword="null"/> before the first.</summary>
    public EvaluationReport? LastEvaluation => _trainer.Progress.LastEvaluation;

    /// <summary>Whether one of the training's callbacks evaluates now and then.</summary>
    public bool HasEvaluations => _trainer.Callbacks.Any(callback => callback is EvaluateEvery);

    /// <summary>Asks the training to stop after the present step.</summary>
    public void RequestStop() => _trainer.RequestStop();

    /// <summary>Hands a number to the trainer's sinks. Values that are not finite are left out.</summary>
    /// <param name="name">Its name, for instance <c>episode_return_avg</c>.</param>
    /// <param name="value">The value.</param>
    public void Report(string name, double value) => _trainer.Report(name, value);

    /// <summary>Tells the user about something that goes wrong but does not stop the training.</summary>
    public void Warn(string message) => _trainer.Warn(message);

    /// <summary>
    /// Tells that something could not be written, which does not stop the training. The user is warned once, until it could be written
    /// again; what is still unwritten at the end stands in the report (<see cref="TrainingReport.Unwritten"/>).
    /// </summary>
    /// <param name="path">What could not be written.</param>
    /// <param name="message">A sentence for the user with the reason.</param>
    public void ReportUnwritten(string path, string message) => _trainer.Unwritten.Failed(path, message);

    /// <summary>Tells that what <see cref="ReportUnwritten"/> named could be written after all.</summary>
    /// <param name="path">What was written.</param>
    public void ReportWritten(string path) => _trainer.Unwritten.Succeeded(path);

    /// <summary>Writes a checkpoint of the whole training.</summary>
    /// <param name="path">The file to create or replace, atomically.</param>
    /// <exception cref="IOException">The file cannot be written; a former one stands.</exception>
    /// <exception cref="TrainingDivergedException">The agent's weights are not finite any more; a former file stands.</exception>
    public void SaveCheckpoint(string path) => _trainer.Save(path);

    /// <summary>Writes a checkpoint to nowhere.</summary>
    /// <exception cref="NotSupportedException">The environment or the agent does not say how to save it.</exception>
    internal void TryCheckpoint() => _trainer.TrySave();

    /// <summary>Lets all callbacks know of an evaluation.</summary>
    internal void Tell(EvaluationReport evaluation)
    {
        _trainer.Progress.LastEvaluation = evaluation;
        _trainer.Tell(evaluation);
    }
}
