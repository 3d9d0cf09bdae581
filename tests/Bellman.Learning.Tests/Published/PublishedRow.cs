using Bellman.Experiments;

namespace Bellman.Learning.Tests;

/// <summary>A training whose result stands in the summary of docs/results.md, and what the long gate demands of it.</summary>
/// <param name="Algorithm">The algorithm as people call it, with the variant: <c>PPO, LSTM</c>.</param>
/// <param name="Name">The row's own name, which <c>./test learning</c> takes; for most the preset's.</param>
/// <param name="Steps">After how many environment steps the last weights are judged.</param>
/// <param name="Least">The least interquartile mean that the long gate accepts: below what was measured by a margin for other seeds and machines, and no lower.</param>
/// <param name="Published">The best figure published for the algorithm in this environment; <see langword="null"/> where none is known.</param>
/// <param name="At">After how many steps it was published.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Seeds">The seeds, ten or more, none of which the settings were chosen on (<see cref="SeedList"/>).</param>
/// <param name="Preset">The preset that is trained; the row's name where it is not given.</param>
/// <param name="Set">Further assignments, as <c>--set</c> takes them.</param>
internal sealed record PublishedRow(
    string Algorithm,
    string Name,
    long Steps,
    double Least,
    double? Published = null,
    long At = 0,
    string Source = "",
    string Seeds = "0..9",
    string? Preset = null,
    params string[] Set)
{
    private string[] Length => [$"training.steps={Steps}", "training.episodes=0", "training.evaluate_every=0"];

    /// <summary>The whole training, which the long gate judges.</summary>
    public Sweep Whole() => new(Options([]), grid: [], SeedList.Parse(Seeds)) { EvaluationEpisodes = 100 };

    /// <summary>Everything that is trained.</summary>
    public RunOptions Options(string[] further) => Presets.Find(Preset ?? Name).Options.With([.. Length, .. Set, .. further]);

    /// <summary>Whether an interquartile mean is as good as what was published, and with no more steps.</summary>
    public string Verdict(double interquartileMean) => (Published, Math.Round(interquartileMean, 1) >= Published) switch
    {
        (null, _) => "",
        (_, false) => "no",
        _ => Steps > At ? "with more steps" : "yes",
    };

    public override string ToString() => Name;
}
