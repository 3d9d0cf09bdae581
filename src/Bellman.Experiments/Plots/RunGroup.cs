namespace Bellman.Experiments;

/// <summary>Runs that repeat one experiment with different seeds.</summary>
/// <param name="Label">What tells the experiment from the others, in a few words.</param>
/// <param name="Members">The runs, as places in the list that was grouped.</param>
public sealed record RunGroup(string Label, IReadOnlyList<int> Members)
{
    private const int MostDifferences = 3;

    /// <summary>Groups runs by everything but their seed.</summary>
    public static IReadOnlyList<RunGroup> Of(IReadOnlyList<RunDescription> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        int[][] groups = [.. Enumerable.Range(0, runs.Count).GroupBy(i => runs[i].Experiment, StringComparer.Ordinal).Select(group => group.ToArray())];
        RunDescription[] first = [.. groups.Select(group => runs[group[0]])];
        return [.. groups.Select((group, i) => new RunGroup(LabelOf(first[i], first), group))];
    }

    private static string LabelOf(RunDescription run, RunDescription[] all)
    {
        if (run.Agent.Length == 0) return run.Name;
        RunDescription[] rivals = [.. all.Where(other => other.Environment == run.Environment && other.Agent == run.Agent)];
        IEnumerable<string> settings = OptionDifferences.Between(rivals)
            .Where(option => !RunDescription.IsOfTheRunAlone(option.Path))
            .Take(MostDifferences)
            .Select(option => $"{option.Path[(option.Path.LastIndexOf('.') + 1)..]} {option.Values[Array.IndexOf(rivals, run)] ?? "-"}");
        bool several = all.Any(other => other.Environment != run.Environment);
        string agent = several ? $"{run.Environment} {run.Agent}" : run.Agent;
        return string.Join(", ", [agent, .. settings]);
    }
}
