using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// Plays greedy episodes in a world of its own, with a seed of its own for each episode. It draws none of the training's random
/// numbers and steps none of its worlds, so that a training is the same with and without evaluations.
/// </summary>
public sealed class Evaluator : IDisposable
{
    private readonly Agent _agent;
    private readonly Env _env;
    private readonly float[] _observation;
    private readonly float[] _action;

    /// <summary>Creates an evaluator in a new world of the kind that an agent is trained in.</summary>
    /// <param name="agent">Who plays.</param>
    /// <param name="env">Makes the world; it is not stepped itself.</param>
    public Evaluator(Agent agent, VectorEnv env)
        : this(agent, (env ?? throw new ArgumentNullException(nameof(env))).CreateEnv())
    {
    }

    /// <summary>Creates an evaluator in a given world.</summary>
    /// <param name="agent">Who plays.</param>
    /// <param name="env">The world, which the evaluator owns from now on.</param>
    public Evaluator(Agent agent, Env env)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(env);
        _agent = agent;
        _env = env;
        _observation = new float[env.ObservationSpace.Size];
        _action = new float[env.ActionSpace.Size];
    }

    /// <summary>The number of steps after which an episode is ended if the world does not end it. Default 100,000.</summary>
    public int EpisodeLimit { get; init => field = Check.Positive(value); } = 100_000;

    /// <summary>Called after each episode. Default: nothing.</summary>
    public Action<EvaluationEpisode>? EpisodeEnded { get; init; }

    /// <summary>Plays a number of episodes.</summary>
    /// <param name="episodes">How many, at least 1.</param>
    /// <param name="seed">The seed of the first one's world; each further one has the next.</param>
    /// <param name="cancellation">Ends the evaluation after the present step.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">A reward is not finite.</exception>
    public EvaluationReport Run(int episodes, ulong seed, CancellationToken cancellation = default) =>
        Play(Check.Positive(episodes, nameof(episodes)), long.MaxValue, seed, cancellation);

    /// <summary>Plays episodes until a number of steps was made; an episode that is then unfinished does not count.</summary>
    /// <param name="steps">How many, at least 1.</param>
    /// <param name="seed">The seed of the first one's world; each further one has the next.</param>
    /// <param name="cancellation">Ends the evaluation after the present step.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">A reward is not finite.</exception>
    public EvaluationReport RunSteps(long steps, ulong seed, CancellationToken cancellation = default) =>
        Play(int.MaxValue, Check.Positive(steps, nameof(steps)), seed, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _env.Dispose();

    private EvaluationReport Play(int episodes, long steps, ulong seed, CancellationToken cancellation)
    {
        var returns = new List<double>();
        var lengths = new List<int>();
        long made = 0;
        while (returns.Count < episodes && made < steps)
        {
            ulong own = seed + (ulong)returns.Count;
            (double episodeReturn, int length, bool finished) = PlayEpisode(own, steps - made, cancellation);
            made += length;
            if (!finished) break;
            returns.Add(episodeReturn);
            lengths.Add(length);
            EpisodeEnded?.Invoke(new EvaluationEpisode(returns.Count, own, episodeReturn, length, made));
        }

        return new EvaluationReport(seed, returns, lengths);
    }

    private (double Return, int Length, bool Finished) PlayEpisode(ulong seed, long steps, CancellationToken cancellation)
    {
        _env.Reset(_observation, seed);
        _agent.BeginGreedyEpisode();
        int length = 0;
        while (length < steps)
        {
            cancellation.ThrowIfCancellationRequested();
            _agent.ActGreedily(_observation, _agent.TakesActionMasks ? _env.ActionMask() : default, _action);
            StepResult result = _env.Step(_action, _observation);
            if (!float.IsFinite(result.Reward))
            {
                throw new TrainingDivergedException(FormattableString.Invariant(
                    $"The reward is {result.Reward} in step {length + 1} of an evaluation's episode with seed {seed}."));
            }

            length++;
            if (result.Done || length == EpisodeLimit) return (_env.Unwrapped.EpisodeReturn, length, true);
        }

        return (_env.Unwrapped.EpisodeReturn, length, false);
    }
}
