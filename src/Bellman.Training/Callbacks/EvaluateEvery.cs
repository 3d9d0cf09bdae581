using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// Evaluates the agent every so many steps, greedily and in a world of its own, always over the same episodes. It reports the mean return
/// as <c>episode_return_avg</c> and, for agents with action values, the mean of the largest one over fixed states as
/// <c>avg_max_q_value</c>.
/// </summary>
public sealed class EvaluateEvery : ICallback, IDisposable
{
    /// <summary>
    /// What is added to the training's seed for the evaluation's episodes, so that they are others than the training begins with.
    /// </summary>
    public const ulong SeedOffset = 1_000_000;

    private readonly int _episodes;
    private StepSchedule _schedule;
    private Evaluator? _evaluator;
    private ValidationStates? _states;

    /// <summary>Creates the callback.</summary>
    /// <param name="steps">The distance in environment steps, at least 1.</param>
    /// <param name="episodes">How many episodes each time, at least 1.</param>
    public EvaluateEvery(long steps, int episodes = 10)
    {
        _schedule = new StepSchedule(Check.Positive(steps, nameof(steps)));
        _episodes = Check.Positive(episodes, nameof(episodes));
    }

    /// <summary>Steps for each evaluation in place of episodes (<see cref="Evaluator.RunSteps"/>). Default 0: go by episodes.</summary>
    public long EvaluationSteps { get; init => field = Check.NotNegative(value); }

    /// <summary>How many validation states; 0 for none. Default 10,000.</summary>
    public int ValidationStates { get; init => field = Check.NotNegative(value); } = 10_000;

    /// <summary>Called after each episode of an evaluation. Default: nothing.</summary>
    public Action<EvaluationEpisode>? EpisodeEnded { get; init; }

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        StepSchedule before = _schedule;
        if (!_schedule.IsDue(context.Step)) return;
        try
        {
            Evaluate(context);
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            _schedule = before;
        }
    }

    /// <inheritdoc/>
    public void OnTrainingEnd(TrainingContext context) => Dispose();

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer) => _schedule.Save(writer);

    /// <inheritdoc/>
    public void Load(CheckpointReader reader) => _schedule.Load(reader);

    /// <inheritdoc/>
    public void Dispose()
    {
        _evaluator?.Dispose();
        _evaluator = null;
    }

    /// <summary>An evaluation that a cancellation broke off is still due, and made up for before the agent learns on.</summary>
    internal void MakeUp(TrainingContext context) => OnStep(context);

    private void Evaluate(TrainingContext context)
    {
        Agent agent = context.Agent; // Asked for each time, so that the learner is at rest.
        _evaluator ??= new Evaluator(agent, context.Env) { EpisodeEnded = EpisodeEnded };
        ulong seed = context.Seed + SeedOffset;
        EvaluationReport report = EvaluationSteps > 0
            ? _evaluator.RunSteps(EvaluationSteps, seed, context.Cancellation)
            : _evaluator.Run(_episodes, seed, context.Cancellation);
        report = report with { Step = context.Step, MeanMaxActionValue = MeanMaxActionValue(context, agent) };
        context.Report("episode_return_avg", report.Mean);
        if (report.MeanMaxActionValue is { } value) context.Report("avg_max_q_value", value);
        context.Tell(report);
    }

    private double? MeanMaxActionValue(TrainingContext context, Agent trained)
    {
        if (ValidationStates == 0 || trained is not IActionValues agent) return null;
        if (_states is null)
        {
            using Env env = context.Env.CreateEnv();
            _states = Training.ValidationStates.Collect(env, ValidationStates, context.Seed + SeedOffset);
        }

        return _states.MeanMaxActionValue(agent);
    }
}
