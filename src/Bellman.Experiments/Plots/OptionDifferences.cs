namespace Bellman.Experiments;

/// <summary>What tells runs apart: the options whose values differ between them.</summary>
public static class OptionDifferences
{
    /// <summary>Compares runs.</summary>
    /// <param name="runs">The runs.</param>
    /// <returns>Each option that is not the same in all, by its path, with the value in each run; <see langword="null"/> where a run does not have it.</returns>
    public static IReadOnlyList<(string Path, string?[] Values)> Between(IReadOnlyList<RunDescription> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return
        [
            .. runs.SelectMany(run => run.Options.Keys).Distinct(StringComparer.Ordinal)
                .Select(path => (Path: path, Values: runs.Select(run => run.Options.GetValueOrDefault(path)).ToArray()))
                .Where(option => option.Values.Distinct(StringComparer.Ordinal).Skip(1).Any()),
        ];
    }
}
