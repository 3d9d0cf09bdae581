using System.Globalization;
using System.Text.Json;
using Bellman.Core;

namespace Bellman.Experiments;

/// <summary>The part of a report in which the agent plays: pictures with a slider, and the values of the actions along the episode.</summary>
internal static class EpisodePart
{
    private const string ScriptName = "Bellman.Experiments.episode.js";

    private const string Style = """
        #player { display: grid; grid-template-columns: minmax(0, 3fr) minmax(14rem, 2fr); gap: 1rem; align-items: start; }
        #controls { display: flex; gap: .6rem; align-items: center; } #scrubber { flex: 1; }
        #scores div { display: grid; grid-template-columns: 8rem 1fr auto; gap: .5rem; align-items: center; font-variant-numeric: tabular-nums; }
        #scores i { height: .8rem; min-width: 1px; border-radius: 2px; } #scores b { font-weight: 400; } #scores .best { font-weight: 600; }
        #lines { width: 100%; background: transparent; border: 1px solid light-dark(#e6e9ed, #2a303a); }
        button { font: inherit; padding: .15rem .8rem; }
        .bars { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem; }
        @media (max-width: 45rem) { #player { grid-template-columns: 1fr; } }
        """;

    /// <summary>Adds the part to a page.</summary>
    public static void AddTo(HtmlPage page, ReportEpisode episode)
    {
        page.AddStyle(Style);
        page.Heading("A greedy episode");
        page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"World of seed {episode.Seed}: return {episode.Return:F2} in {episode.Steps} steps."));
        string scores = episode.AreProbabilities ? "The policy's probability of each action" : "The value of each action";
        bool hasScores = episode.Scores.Any(values => values.Length > 0);
        page.Raw($"""
            <div id="player">
            <div><canvas id="picture" width="{2 * Env.PictureWidth}" height="{2 * Env.PictureHeight}" aria-label="The episode"></canvas>
            <div id="controls"><button id="play" type="button">Play</button><input id="scrubber" type="range" min="0" max="{episode.Frames.Count - 1}" value="0" aria-label="Step of the episode"></div>
            <div id="where" class="quiet"></div></div>
            <div><div class="quiet">{(hasScores ? scores : "This agent's actions are no choice of a few, so that there are no values to compare.")}</div><div id="scores"></div>
            <canvas id="lines" width="640" height="300"{(hasScores ? "" : " hidden")} aria-label="{scores} along the episode"></canvas></div>
            </div>
            <script id="episode-data" type="application/json">{Data(episode)}</script>
            <script>{MessageCanvas.Script}</script>
            <script>{Script()}</script>
            """);
    }

    private static string Data(ReportEpisode episode) => JsonSerializer.Serialize(new
    {
        steps = episode.Steps,
        every = episode.Every,
        rate = episode.FramesPerSecond,
        probabilities = episode.AreProbabilities,
        actions = episode.ActionNames,
        returns = episode.Returns.Select(value => Math.Round(value, 4)),
        scores = episode.Scores.Where(values => values.Length > 0).Select(values => values.Select(value => float.IsFinite(value) ? MathF.Round(value, 4) : 0)),
        frames = episode.Frames.Select(Convert.ToBase64String),
    });

    private static string Script()
    {
        using Stream stream = typeof(EpisodePart).Assembly.GetManifestResourceStream(ScriptName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
