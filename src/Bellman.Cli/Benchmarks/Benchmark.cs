namespace Bellman.Cli;

/// <summary>A measurement that can be asked for by name.</summary>
/// <param name="Name">The name of its figure.</param>
/// <param name="Measure">Measures.</param>
internal sealed record Benchmark(string Name, Func<Figure> Measure);
