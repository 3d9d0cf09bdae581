using System.Globalization;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// The whole story of a run as one page that stands alone: the result in a sentence, the curve, an episode with what the agent thought of each action, histograms, the configuration, the seed, and
/// the command that makes the same model again.
/// </summary>
public static class RunReport
{
    /// <summary>The report's name in a run's folder.</summary>
    public const string FileName = "report.html";

    private const int LastEpisodes = 500;

    // More colours than this nobody tells apart.
    private const int MostKinds = 8;

    /// <summary>Writes the report of a run that has a model.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="agent">The trained agent.</param>
    /// <param name="env">Worlds like those that it was trained in; one of its own is made for the episode.</param>
    /// <param name="path">The file. Default: <see cref="FileName"/> in the run's folder.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">A file of the run can't be read, or the report can't be written.</exception>
    /// <exception cref="FormatException">The run's configuration or summary is damaged.</exception>
    public static string Write(RunFolder folder, Agent agent, VectorEnv env, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(env);
        path ??= Path.Combine(folder.Root, FileName);
        JsonObject config = folder.ReadConfig();
        RunSummary? summary = folder.ReadSummary();
        var run = RunDescription.Of(folder.Root);
        ulong seed = ulong.TryParse(run.Seed, CultureInfo.InvariantCulture, out ulong own) ? own : 0;
        var page = new HtmlPage($"{run.Environment}: {run.Name}");
        page.Paragraph(summary is null ? "The run has not been stopped yet." : ReportSentence.Of(summary, Thresholds.Of(run)));
        Curve(page, folder);
        // The first world of the evaluation at the end, so that the page shows one of the episodes that the summary counts.
        using var world = new WatchedWorld(env.CreateEnv(), agent, unchecked(seed + EvaluateEvery.SeedOffset));
        var episode = ReportEpisode.Play(world);
        EpisodePart.AddTo(page, episode);
        Histograms(page, folder, episode);
        Reproduction(page, folder, config, run, summary);
        AtomicFile.WriteText(path, page.ToString());
        return path;
    }

    private static void Curve(HtmlPage page, RunFolder folder)
    {
        page.Heading("The learning curve");
        try
        {
            page.Figure(PlotFile.Svg(CurvePlot.Of([folder.Root], new PlotOptions())));
        }
        catch (ArgumentException exception)
        {
            page.Paragraph(exception.Message, quiet: true);
        }
    }

    private static void Histograms(HtmlPage page, RunFolder folder, ReportEpisode episode)
    {
        page.Heading("Histograms");
        var returns = new List<double>();
        if (new RunCurves(folder.Root).Reader(RunCurves.Return) is { } reader)
        {
            reader.Read(TimeSpan.MaxValue);
            returns = reader.Last(LastEpisodes);
        }

        string bars = returns.Count > 0 ? BarPicture.Histogram($"Returns of the last {returns.Count} episodes of the training", returns) : "";
        if (episode.Actions.Length is > 0 and <= 32) bars += BarPicture.Counts("Actions of the greedy episode", episode.ActionNames, episode.Actions);
        page.Raw($"<div class=\"bars\">{bars}{Thoughts(episode)}</div>");
    }

    /// <summary>What the agent thought along the episode: of the best action, of all of them, or of the states.</summary>
    private static string Thoughts(ReportEpisode episode)
    {
        string bars = "";
        if (episode.BestScores.Count > 0)
        {
            string what = episode.AreProbabilities ? "Probability" : "Value (Q)";
            bars += BarPicture.Histogram($"{what} of the best action along the episode", episode.BestScores);
            if (episode.ActionNames.Length <= MostKinds) bars += BarPicture.Stacked($"{what} of each action along the episode", episode.ActionNames, episode.AllScores);
        }

        return episode.StateValues.Count > 0 ? bars + BarPicture.Histogram("Value of the states along the episode", episode.StateValues) : bars;
    }

    private static void Reproduction(HtmlPage page, RunFolder folder, JsonObject config, RunDescription run, RunSummary? summary)
    {
        page.Heading("The same run again");
        page.Paragraph("Save the configuration below as config.json, or take that of the run's folder. The same version of Bellman on the same type of machine makes the same model, byte for byte"
            + (summary is null ? "." : $": its SHA-256 is {summary.ModelSha256}."));
        page.Preformatted($"./bellman train --config {Quoted(Path.Combine(Relative(folder.Root), "config.json"))} --seed {run.Seed} --out again");
        page.Heading("Configuration");
        page.Preformatted(config.ToJsonString(OptionsJson.Format));
    }

    private static string Relative(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;
}
