using Bellman.Core;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>What came of a training, in lines for people.</summary>
internal sealed class TextResult(Agent agent, VectorEnv env, bool quiet) : IResultLines
{
    /// <inheritdoc/>
    public void Trained(TrainingJob job, TrainingReport report)
    {
        if (report.StopReason == StopReason.Cancelled) return;
        Console.Out.WriteLine(Verdict(job, report));
        Console.Out.WriteLine(
            $"trained {Format.Whole(report.Steps)} steps, {Format.Whole(report.Episodes)} episodes, {Format.Whole(report.Updates)} updates "
            + $"in {Format.Seconds(report.Seconds)} ({Format.Whole(report.StepsPerSecond)} steps/s)");
    }

    /// <inheritdoc/>
    public void Evaluated(EvaluationEpisode episode)
    {
        if (!quiet) Console.Out.WriteLine($"  greedy episode {episode.Number,3}   return {Format.Return(episode.Return),9}   steps {episode.Length,5}");
    }

    /// <inheritdoc/>
    public void Finished(TrainingJob job, RunSummary summary)
    {
        if (summary.Evaluation is { } evaluation)
        {
            Console.Out.WriteLine(
                $"greedy evaluation: {Format.Count(evaluation.Episodes, "episode")}, mean {Format.Return(evaluation.Mean)}, std {Format.Return(evaluation.Std)}, "
                + $"min {Format.Return(evaluation.Min)}, max {Format.Return(evaluation.Max)}");
        }

        if (!quiet) GridMap.Write(agent, env);
        Console.Out.WriteLine($"saved in {job.Path}");
    }

    /// <inheritdoc/>
    public void Reported(string path) => Console.Out.WriteLine($"report: {path}");

    /// <inheritdoc/>
    public void Interrupted(TrainingJob job, RunSummary summary, bool saved)
    {
        if (!saved) return;
        Console.Out.WriteLine(
            $"stopped and saved after {Format.Whole(summary.Steps)} steps, {Format.Whole(summary.Episodes)} episodes, {Format.Seconds(summary.WallSeconds)}; "
            + $"mean of the last {Math.Min(100, summary.Episodes)} episodes {Format.Return(summary.MeanReturnLast100 ?? double.NaN)}");
        Console.Out.WriteLine($"go on with: ./bellman train --resume {TypedPath.Quoted(job.Path)}");
    }

    private static string Verdict(TrainingJob job, TrainingReport report)
    {
        if (report.Solved is { } solved)
            return $"solved in {Format.Whole(solved.Episode)} episodes, {Format.Whole(solved.Step)} steps, {Format.Seconds(solved.Seconds)}";
        double? threshold = job.Options.Training.SolvedReturn ?? Environments.Envs.Spec(job.Options.Environment).RewardThreshold;
        string best = double.IsFinite(report.BestMeanReturn) ? $"; best mean of 100 episodes {Format.Return(report.BestMeanReturn)}" : "";
        return threshold is { } goal
            ? $"not solved: mean of the last 100 episodes {Format.Return(report.MeanReturn)}, {Format.Return(goal)} would solve it{best}"
            : $"mean of the last 100 episodes {Format.Return(report.MeanReturn)}{best}";
    }
}
