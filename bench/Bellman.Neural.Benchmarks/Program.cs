using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Bellman.Neural.Benchmarks;
using Bellman.Numerics;
using Perfolizer.Horology;

// In the same process, so that no project has to be generated and built for each run. Many short iterations: on a machine that
// others use, the shortest of them is the figure that can be repeated.
IConfig config = DefaultConfig.Instance
    .AddJob(Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithIterationTime(TimeInterval.FromMilliseconds(5))
        .WithWarmupCount(40)
        .WithIterationCount(200))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumn(StatisticColumn.Min)
    .AddColumn(new GigaflopsColumn())
    .HideColumns(Column.Error, Column.RatioSD);
BenchmarkSwitcher.FromAssembly(typeof(NetworkBenchmarks).Assembly).Run(args, config);
Console.WriteLine($"peak/fma: {PeakFma.Measure(seconds: 1):F1} GFLOP/s on one core");
