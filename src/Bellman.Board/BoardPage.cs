using System.Text.Json;
using Bellman.Experiments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bellman.Board;

/// <summary>
/// The board: a page with the training curves of every run below a folder, from the runs' own files. It only reads, so that no browser, however slow, holds up a training.
/// </summary>
public sealed class BoardPage
{
    private static readonly JsonSerializerOptions
        Format = new(JsonSerializerDefaults.Web) { Converters = { new NumbersConverter(isExact: false) } },
        Exact = new(JsonSerializerDefaults.Web) { Converters = { new NumbersConverter(isExact: true) } };

    private readonly RunCatalogue _catalogue;
    private readonly TimeProvider _time;

    private readonly Func<string, WatchedWorld>? _open;

    private BoardPage(string folder, Func<string, WatchedWorld>? open, TimeProvider time) => (_catalogue, _open, _time) = (new RunCatalogue(folder, time), open, time);

    /// <summary>Starts serving a folder.</summary>
    /// <param name="folder">The folder; runs may appear in it later.</param>
    /// <param name="options">Where.</param>
    /// <param name="open">Opens a model file with a world to play in, so that the agents of runs can be watched beside their curves; <see langword="null"/> for not.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <returns>The page; disposing it ends it.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The port or the address can't be used.</exception>
    public static async Task<LocalPage> StartAsync(string folder, PageOptions options, Func<string, WatchedWorld>? open = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        var board = new BoardPage(folder, open, time ?? TimeProvider.System);
        LocalPage page = await LocalPage.StartAsync(options, "board.html", board.Map).ConfigureAwait(false);
        // While the browser starts, the runs are looked at, so that the list is there when it asks.
        _ = Task.Run(() => Warmth.AskAsync(page, options.Listen, "/", "/js/board.js", "/api/runs", "/api/metrics", "/api/curves"));
        return page;
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/api/runs", () => Json(new { folder = _catalogue.Root, runs = Statuses() }));
        app.MapGet("/api/metrics", (HttpRequest request) => Chosen(request, (_, runs) => runs.SelectMany(run => run.Curves.Metrics()).Distinct()));
        app.MapGet("/api/curves", (HttpRequest request) => Chosen(request, (query, runs) => CurveAnswer.To(query, runs, _time, request.HttpContext.RequestAborted)));
        app.MapGet("/api/models", (HttpRequest request) => Chosen(request, (_, runs) => Models(runs)));
        WatchPage.Map(app, WatchPage.SocketPath, Watched);
        app.MapGet("/api/differences", (HttpRequest request) => Chosen(request, (_, runs) => Differences(runs)));
    }

    // On half of the processors: the page's files and other answers are sent meanwhile.
    private RunStatus[] Statuses() =>
        [.. _catalogue.All().AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Max(1, Environment.ProcessorCount / 2)).Select(run => run.Status())];

    /// <summary>What has no configuration, as the runs of other programs, is not compared.</summary>
    private static object Differences(IReadOnlyList<BoardRun> runs)
    {
        BoardRun[] described = [.. runs.Where(run => run.Description.Options.Count > 0)];
        return new
        {
            runs = described.Select(run => run.Id),
            options = OptionDifferences.Between([.. described.Select(run => run.Description)]).Select(option => new { option.Path, option.Values }),
        };
    }

    private IEnumerable<object> Models(IReadOnlyList<BoardRun> runs) =>
        _open is null ? [] : runs.Select(run => new { run = run.Id, models = run.Models() }).Where(entry => entry.models.Count > 0);

    private (string Title, WatchedWorld World) Watched(HttpRequest request)
    {
        string id = request.Query["run"].ToString(), model = request.Query["model"].ToString();
        return _open is not null && _catalogue.Find(id)?.FindModel(model) is { } file
            ? ($"{id.Split('/')[^1]}, {model}", _open(file))
            : throw new ArgumentException($"There is no model '{model}' of a run '{id}' below this folder.");
    }

    private static IResult Json(object answer) => Results.Json(answer, Format);

    /// <summary>Answers about runs that the request names; one that isn't below the folder is refused.</summary>
    private IResult Chosen(HttpRequest request, Func<CurveQuery, IReadOnlyList<BoardRun>, object> answer)
    {
        var query = CurveQuery.Of(request.Query);
        var runs = new List<BoardRun>();
        foreach (string id in query.Runs)
        {
            if (_catalogue.Find(id) is { } run) runs.Add(run);
            else return Results.Json(new { error = $"There is no run '{id}' below this folder." }, Format, statusCode: StatusCodes.Status404NotFound);
        }

        return Results.Json(answer(query, runs), request.Query["digits"] == "all" ? Exact : Format);
    }
}
