using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Bellman.Neural.Benchmarks;
using Bellman.Numerics;

// In the same process, so that no project has to be generated and built for each run.
IConfig config = DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumn(StatisticColumn.Min)
    .AddColumn(new GigaflopsColumn())
    .HideColumns(Column.Error, Column.RatioSD);
BenchmarkSwitcher.FromAssembly(typeof(NetworkBenchmarks).Assembly).Run(args, config);
Console.WriteLine($"peak/fma: {PeakFma.Measure(seconds: 1):F1} GFLOP/s on one core");
