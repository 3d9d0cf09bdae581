using System.CommandLine;

namespace Bellman.Cli;

/// <summary><c>bellman bench</c>: how fast it is here.</summary>
internal static class BenchCommand
{
    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "bench",
        "Measure how fast this machine learns, acts, steps and trains.",
        Configure,
        ("bellman bench", "Measure everything, in about a minute."),
        ("bellman bench --filter update", "Measure the updates alone."),
        ("bellman bench --json", "A JSON object per figure."));

    private static void Configure(Command command) => command.SetAction(_ => ExitCode.Success);
}
