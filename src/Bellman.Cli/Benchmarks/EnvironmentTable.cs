using System.Globalization;
using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Cli;

/// <summary><c>bellman bench envs</c>: a line for each environment, written as soon as it is measured.</summary>
internal static class EnvironmentTable
{
    /// <summary>Measures and writes.</summary>
    /// <param name="filter">What an id has to contain.</param>
    /// <exception cref="UsageException">No id does.</exception>
    public static void Write(string filter)
    {
        EnvSpec[] chosen = [.. Envs.Specs.Where(spec => spec.Id.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        if (chosen.Length == 0) throw new UsageException($"There is no environment whose id contains '{filter}'. `bellman envs` lists them all.");
        Dictionary<string, Benchmark> single = EnvironmentBenchmarks.Single.ToDictionary(benchmark => benchmark.Name);
        Dictionary<string, Benchmark> batches = EnvironmentBenchmarks.Batches.ToDictionary(benchmark => benchmark.Name);
        Row("ENVIRONMENT", "ONE WORLD", "ALLOCATED", $"{EnvironmentBenchmarks.Batch} WORLDS", "ALLOCATED", "TIMES");
        foreach (EnvSpec spec in chosen)
        {
            Figure one = single[EnvironmentBenchmarks.NameOf(spec.Id)].Measure();
            Figure? many = batches.GetValueOrDefault(EnvironmentBenchmarks.NameOfBatch(spec.Id))?.Measure();
            Row(
                spec.Id,
                Format.Whole(one.Value),
                Bytes(one),
                many is null ? "-" : Format.Whole(many.Value),
                many is null ? "" : Bytes(many),
                many is null ? "" : (many.Value / one.Value).ToString("F1", CultureInfo.InvariantCulture));
        }
    }

    private static string Bytes(Figure figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.AllocatedBytes:0.###} B");

    private static void Row(string id, string one, string oneBytes, string many, string manyBytes, string times)
    {
        Console.Out.WriteLine($"{id,-28}{one,14}{oneBytes,12}{many,18}{manyBytes,12}{times,8}".TrimEnd());
        Console.Out.Flush();
    }
}
