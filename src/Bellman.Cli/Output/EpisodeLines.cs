using System.Text.Json.Nodes;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Writes played episodes, each as a line, and what they are taken together: as text, or as JSON.</summary>
/// <param name="environment">The environment that is played.</param>
/// <param name="agent">Who plays; <see langword="null"/> for random actions.</param>
/// <param name="seed">The seed of the first episode.</param>
/// <param name="json">Whether the lines are JSON.</param>
internal sealed class EpisodeLines(string environment, string? agent, ulong seed, bool json)
{
    private readonly List<double> _returns = [];
    private readonly List<int> _lengths = [];

    /// <summary>Says who plays where, and with which seed the same episodes can be played again; as JSON the last line says it.</summary>
    public void Start()
    {
        if (!json) Console.Out.WriteLine($"{environment}: {agent ?? "random actions"}, seed {seed}");
    }

    /// <summary>Writes an episode's line.</summary>
    public void Episode(int number, ulong episodeSeed, double episodeReturn, int length)
    {
        _returns.Add(episodeReturn);
        _lengths.Add(length);
        if (json)
        {
            JsonLines.Write(new JsonObject
            {
                ["event"] = "episode",
                ["episode"] = number,
                ["seed"] = episodeSeed,
                ["return"] = JsonLines.Number(episodeReturn),
                ["length"] = length,
            });
        }
        else
        {
            Console.Out.WriteLine($"episode {number,4}   return {Format.Return(episodeReturn),9}   steps {length,5}");
        }
    }

    /// <summary>Writes the summary.</summary>
    /// <returns>The summary.</returns>
    public EvaluationReport End()
    {
        var report = new EvaluationReport(seed, _returns, _lengths);
        if (json) JsonLines.Write(Summary(report));
        else Console.Out.WriteLine(Line(report));
        return report;
    }

    /// <summary>The summary for people.</summary>
    public static string Line(EvaluationReport report) =>
        $"{Format.Count(report.Episodes, "episode")}: mean {Format.Return(report.Mean)}, std {Format.Return(report.Std)}, "
        + $"min {Format.Return(report.Minimum)}, max {Format.Return(report.Maximum)}";

    private JsonObject Summary(EvaluationReport report) => new()
    {
        ["event"] = "end",
        ["environment"] = environment,
        ["agent"] = agent ?? "random",
        ["seed"] = seed,
        ["episodes"] = report.Episodes,
        ["mean"] = JsonLines.Number(report.Mean),
        ["std"] = JsonLines.Number(report.Std),
        ["min"] = JsonLines.Number(report.Minimum),
        ["max"] = JsonLines.Number(report.Maximum),
        ["mean_length"] = JsonLines.Number(report.MeanLength),
    };
}
