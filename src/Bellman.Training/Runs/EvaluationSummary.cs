namespace Bellman.Training;

/// <summary>What came of the evaluation at the end of a run, as <c>summary.json</c> has it.</summary>
/// <param name="Episodes">The number of greedy episodes.</param>
/// <param name="Mean">Their mean return.</param>
/// <param name="Std">The standard deviation of their returns, divided by their number.</param>
/// <param name="Min">The smallest return.</param>
/// <param name="Max">The largest return.</param>
public sealed record EvaluationSummary(int Episodes, double Mean, double Std, double Min, double Max)
{
    /// <summary>Takes the figures from a report; <see langword="null"/> where no episode finished.</summary>
    public static EvaluationSummary? Of(EvaluationReport? report) =>
        report is { Episodes: > 0 } ? new(report.Episodes, report.Mean, report.Std, report.Minimum, report.Maximum) : null;
}
