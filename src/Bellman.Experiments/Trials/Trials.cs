using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Trains the same options with many seeds: one training proves nothing (Henderson et al. 2018).</summary>
public static class Trials
{
    /// <summary>Evaluations play on seeds from here on, far from those of trainings.</summary>
    public const ulong EvaluationSeed = 1_000_000;

    /// <summary>Trains with each seed, several trainings at a time on threads of their own, none of which touches another's numbers.</summary>
    /// <param name="options">What to train; its own seed is not used.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="jobs">How many trainings at a time.</param>
    /// <param name="episodes">Greedy episodes of each evaluation.</param>
    /// <param name="goOn">Whether each training is gone on with for as many steps again, to see whether it keeps what it learned.</param>
    /// <param name="finished">Called after each training, from the thread that made it, one at a time.</param>
    /// <returns>The results in the order of the seeds.</returns>
    public static IReadOnlyList<TrialResult> Run(
        RunOptions options, IReadOnlyList<ulong> seeds, int jobs = 1, int episodes = 100, bool goOn = false, Action<TrialResult>? finished = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        var results = new TrialResult[seeds.Count];
        Lock gate = new();
        Parallel.For(0, seeds.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
        {
            results[i] = Run(options, seeds[i], episodes, goOn);
            lock (gate) finished?.Invoke(results[i]);
        });
        return results;
    }

    private static TrialResult Run(RunOptions options, ulong seed, int episodes, bool goOn)
    {
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, seed);
        var trainer = new Trainer(env, agent) { Seed = seed, Options = options.Training };
        TrainingReport training = trainer.Run();
        EvaluationReport evaluation = Evaluate(agent, env, episodes);
        if (!goOn) return new TrialResult { Seed = seed, Training = training, Evaluation = evaluation };

        var lowest = new LowestMean();
        trainer.Callbacks.Add(lowest);
        trainer.Run(2 * training.Steps);
        return new TrialResult
        {
            Seed = seed,
            Training = training,
            Evaluation = evaluation,
            LowestMeanAfterwards = lowest.Value,
            EvaluationAfterwards = Evaluate(agent, env, episodes),
        };
    }

    private static EvaluationReport Evaluate(Agent agent, VectorEnv env, int episodes)
    {
        using var evaluator = new Evaluator(agent, env);
        return evaluator.Run(episodes, EvaluationSeed);
    }
}
