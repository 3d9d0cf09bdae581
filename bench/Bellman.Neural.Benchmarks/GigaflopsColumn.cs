using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Bellman.Numerics;

namespace Bellman.Neural.Benchmarks;

/// <summary>
/// Thousand million operations a second in the fastest run, and their part of the peak measured at the end of the same process.
/// </summary>
public sealed class GigaflopsColumn : IColumn
{
    private static readonly Lazy<double> Peak = new(() => PeakFma.Measure(seconds: 1));

    public string Id => nameof(GigaflopsColumn);

    public string ColumnName => "GFLOP/s (of peak)";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend =>
        "Arithmetic of the matrix products over the shortest time, and its part of the fused multiply-add peak of one core";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (benchmarkCase.Parameters["Network"] is not Shape shape || summary[benchmarkCase]?.ResultStatistics is not { } statistics)
        {
            return "-";
        }

        double operations = NetworkBenchmarks.OperationsOf(benchmarkCase.Descriptor.WorkloadMethod.Name, shape);
        double rate = operations / statistics.Min;
        return operations > 0 ? string.Create(CultureInfo.InvariantCulture, $"{rate:F0} ({rate / Peak.Value:P0})") : "-";
    }
}
