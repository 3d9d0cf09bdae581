using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary><c>bellman bench</c>: how fast it is here.</summary>
internal static class BenchCommand
{
    private const string Peak = "peak/fma";
    private const string Environments = "envs";
    private const double PeakSeconds = 1;

    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "bench",
        "Measure how fast this machine learns, acts, steps and trains, on one core.",
        Configure,
        ("bellman bench", "Measure everything, in two to three minutes."),
        ("bellman bench envs", "Only the environments, as a table: steps a second and bytes allocated, one world and many."),
        ("bellman bench --filter update", "Measure the updates alone, beside the machine's peak."),
        ("bellman bench --json", "A JSON object per figure."));

    /// <summary>All figures, in the order in which they are measured.</summary>
    internal static IEnumerable<Benchmark> All =>
    [
        new Benchmark(Peak, MeasurePeak),
        .. NetworkBenchmarks.All,
        .. LayerBenchmarks.All,
        .. EnvironmentBenchmarks.Single,
        .. EnvironmentBenchmarks.Batches,
        .. PictureBenchmarks.All,
        .. TrainingBenchmarks.All,
        .. ZooBenchmarks.All,
        .. WholeTrainingBenchmarks.All,
        .. OverlapBenchmarks.All,
        .. ThreadBenchmarks.All,
    ];

    private static void Configure(Command command)
    {
        Argument<string?> group = Flags.Optional("group", "Only a group of figures: envs. Without it, all.");
        Option<string?> filter = Flags.Text("--filter", "TEXT", "Only figures whose name contains this, and the peak beside them.");
        Option<bool> json = Flags.Switch("--json", "One JSON object per figure on standard output, and nothing else there.");
        command.Arguments.Add(group);
        command.Options.Add(filter);
        command.Options.Add(json);
        command.SetAction(result => Run(result.GetValue(group), result.GetValue(filter) ?? "", result.GetValue(json)));
    }

    private static int Run(string? group, string filter, bool json)
    {
        if (group is not null and not Environments)
            throw new UsageException($"There is no group of figures '{group}': the one that can be asked for is '{Environments}'. --filter TEXT chooses figures by name.");
        if (group is Environments && !json)
        {
            EnvironmentTable.Write(filter);
            return ExitCode.Success;
        }

        Measure(group is Environments ? [.. EnvironmentBenchmarks.Single, .. EnvironmentBenchmarks.Batches] : [.. All], filter, json);
        return ExitCode.Success;
    }

    private static void Measure(Benchmark[] all, string filter, bool json)
    {
        Benchmark[] chosen = [.. all.Where(benchmark => benchmark.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        if (chosen.Length == 0)
            throw new UsageException($"There is no figure whose name contains '{filter}'.{NearestName.Suggestion(filter, all.Select(benchmark => benchmark.Name))}");

        // Every figure is read beside the peak of the same moment, whatever else was asked for.
        if (chosen[0].Name != Peak) chosen = [All.First(), .. chosen];
        int width = chosen.Max(benchmark => benchmark.Name.Length);
        if (!json) WriteRow(width, "FIGURE", "VALUE", "UNIT", "GFLOP/S", "OF PEAK", "ALLOCATED");
        double peak = double.NaN;
        foreach (Benchmark benchmark in chosen)
        {
            Figure figure = benchmark.Measure();
            if (figure.Name == Peak) peak = figure.Value;
            if (json) WriteJson(figure);
            else WriteRow(width, figure, peak);
        }
    }

    private static Figure MeasurePeak()
    {
        PeakFma.Measure();
        long before = GC.GetAllocatedBytesForCurrentThread();
        double peak = PeakFma.Measure(PeakSeconds);
        return new Figure(Peak, peak, "GFLOP/s", GC.GetAllocatedBytesForCurrentThread() - before, peak);
    }

    private static void WriteJson(Figure figure) => JsonLines.Write(new JsonObject
    {
        ["name"] = figure.Name,
        ["value"] = figure.Value,
        ["unit"] = figure.Unit,
        ["allocated_bytes"] = figure.AllocatedBytes,
    });

    private static void WriteRow(int width, Figure figure, double peak) => WriteRow(
        width,
        figure.Name,
        figure.Value.ToString(figure.Value >= 1000 ? "N0" : "F2", CultureInfo.InvariantCulture),
        figure.Unit,
        figure.GigaflopsPerSecond is { } speed ? speed.ToString("F1", CultureInfo.InvariantCulture) : "",
        figure.GigaflopsPerSecond is { } share && double.IsFinite(peak) ? (share / peak).ToString("P0", CultureInfo.InvariantCulture) : "",
        string.Create(CultureInfo.InvariantCulture, $"{figure.AllocatedBytes:0.###} B"));

    private static void WriteRow(int width, string name, string value, string unit, string speed, string share, string allocated)
    {
        Console.Out.WriteLine($"{name.PadRight(width)}{value,14} {unit,-8}{speed,9}{share,9}{allocated,12}".TrimEnd());
        Console.Out.Flush();
    }
}
