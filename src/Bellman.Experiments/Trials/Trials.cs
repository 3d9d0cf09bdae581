using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Trains the same options with many seeds: one training proves nothing (Henderson et al. 2018).</summary>
public static class Trials
{
    /// <summary>Evaluations play on seeds from here on, far from those of trainings.</summary>
    public const ulong EvaluationSeed = 1_000_000;

    /// <summary>How many greedy episodes a trial is evaluated over where nothing else is asked for.</summary>
    public const int DefaultEpisodes = 100;

    /// <summary>Trains with each seed, several trainings at a time on threads of their own, none of which touches another's numbers.</summary>
    /// <param name="options">What to train; its own seed is not used.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="jobs">How many trainings at a time.</param>
    /// <param name="episodes">Greedy episodes of each evaluation.</param>
    /// <param name="goOn">Whether each training is gone on with for as many steps again, to see whether it keeps what it learned.</param>
    /// <param name="finished">Called after each training, from the thread that made it, one at a time.</param>
    /// <returns>The results in the order of the seeds.</returns>
    public static IReadOnlyList<TrialResult> Run(
        RunOptions options, IReadOnlyList<ulong> seeds, int jobs = 1, int episodes = DefaultEpisodes, bool goOn = false, Action<TrialResult>? finished = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(seeds);
        var results = new TrialResult[seeds.Count];
        RunOptions beside = options with { Training = options.Training.Beside(Math.Min(jobs, Math.Max(1, seeds.Count))) };
        Lock gate = new();
        ForEach(Enumerable.Range(0, seeds.Count), jobs, i =>
        {
            results[i] = Run(beside, seeds[i], episodes, goOn);
            lock (gate) finished?.Invoke(results[i]);
        });
        return results;
    }

    /// <summary>Trains with one seed, keeping nothing on the disk, and evaluates.</summary>
    /// <param name="options">What to train; its own seed is not used.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="episodes">Greedy episodes of the evaluation.</param>
    /// <param name="goOn">Whether the training is gone on with for as many steps again.</param>
    /// <param name="progress">Follows the training; <see langword="null"/> for nothing.</param>
    /// <param name="cancellation">Stops the trial.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="TrainingDivergedException">A reward, an observation or a loss is not finite.</exception>
    public static TrialResult Run(
        RunOptions options, ulong seed, int episodes = DefaultEpisodes, bool goOn = false, ICallback? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, seed);
        var trainer = new Trainer(env, agent) { Seed = seed, Options = options.Training };
        if (progress is not null) trainer.Callbacks.Add(progress);
        TrainingReport training = trainer.Run(cancellation);
        cancellation.ThrowIfCancellationRequested();
        agent.CheckFinite();
        EvaluationReport evaluation = Evaluate(agent, env, episodes, cancellation);
        var result = new TrialResult
        {
            Seed = seed,
            Training = training,
            Evaluation = evaluation,
            Summary = RunSummary.Of(training, evaluation, agent, options.Preset, Checksum(agent)),
        };
        if (!goOn) return result;

        var lowest = new LowestMean();
        trainer.Callbacks.Add(lowest);
        trainer.Run(2 * training.Steps, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return result with { LowestMeanAfterwards = lowest.Value, EvaluationAfterwards = Evaluate(agent, env, episodes, cancellation) };
    }

    /// <summary>Does something with each item, in their order but several at a time. The first failure ends it, once what is under way has ended.</summary>
    internal static void ForEach<T>(IEnumerable<T> items, int jobs, Action<T> body, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        try
        {
            Parallel.ForEach(
                Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation },
                body);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private static EvaluationReport Evaluate(Agent agent, VectorEnv env, int episodes, CancellationToken cancellation)
    {
        using var evaluator = new Evaluator(agent, env);
        return evaluator.Run(episodes, EvaluationSeed, cancellation);
    }

    private static string Checksum(Agent agent)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }
}
