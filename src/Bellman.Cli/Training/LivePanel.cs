using Bellman.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bellman.Cli;

/// <summary>Draws a snapshot of a training: a progress bar, the figures in columns, and the curve of the returns.</summary>
internal sealed class LivePanel(TrainingJob job)
{
    private const int BarWidth = 48;

    /// <summary>What stands beside the bar and the curve.</summary>
    private const int BarFigures = 32, CurveLabel = 8;

    private readonly Pace _pace = new();
    private readonly ReturnCurve _curve = new(BarWidth);

    /// <summary>Draws.</summary>
    /// <param name="snapshot">Where the training stands.</param>
    /// <param name="evaluation">How far an evaluation is that is under way; <see langword="null"/> for none.</param>
    /// <param name="width">The terminal's columns: fewer figures stand side by side in a narrow one.</param>
    public IRenderable Render(TrainingSnapshot snapshot, EvaluationEpisode? evaluation, int width)
    {
        _pace.Add(snapshot);
        _curve.Add(snapshot.Episode, snapshot.MeanReturn);
        return new Rows(
            Title.Of(job.Options.Environment, job.Title, width),
            new Markup(Bar(snapshot, Math.Clamp(width - BarFigures, 4, BarWidth))),
            Figures(snapshot, width >= 72 ? 3 : width >= 50 ? 2 : 1),
            new Markup($"[grey]returns[/] {_curve.Fit(Math.Max(1, width - CurveLabel))}"),
            new Markup(evaluation is { } under ? Evaluating(under, Math.Clamp(width - BarFigures, 4, BarWidth)) : Marks(snapshot)));
    }

    private string Evaluating(EvaluationEpisode episode, int width)
    {
        TrainingOptions options = job.Options.Training;
        double done = options.EvaluationSteps > 0 ? (double)episode.Steps / options.EvaluationSteps : (double)episode.Number / options.EvaluationEpisodes;
        return $"{ProgressBar.Markup(Math.Clamp(done, 0, 1), width)} [grey]evaluation:[/] {Format.Count(episode.Number, "episode")}";
    }

    private string Bar(TrainingSnapshot snapshot, int width)
    {
        double? fraction = job.Options.Training.Fraction(snapshot.Step, snapshot.Episode);
        if (fraction is not { } done) return $"[grey]no limit: Ctrl-C stops and saves[/]   {Format.Seconds(snapshot.Seconds)}";
        return ProgressBar.WithTime(done, width, snapshot.Seconds);
    }

    private Grid Figures(TrainingSnapshot snapshot, int columns)
    {
        (string Label, string Value)[] figures =
        [
            ("episode", Format.Whole(snapshot.Episode)),
            ("steps", Format.Whole(snapshot.Step)),
            ("updates", Format.Whole(snapshot.Updates)),
            ("mean return", Format.Return(snapshot.MeanReturn)),
            ("steps/s", Format.Whole(_pace.StepsPerSecond)),
            ("updates/s", Format.Whole(_pace.UpdatesPerSecond)),
            ("best mean", Format.Return(snapshot.BestMeanReturn)),
            ("last return", Format.Return(snapshot.LastReturn)),
            .. snapshot.Figures.Select(figure => (figure.Name.Replace('_', ' '), Format.Short(figure.Value))),
            ("memory", Memory.Describe()),
        ];
        int gap = columns == 3 ? 4 : 2;
        var grid = new Grid();
        for (int column = 0; column < 2 * columns; column++)
            grid.AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(column % 2 == 0 ? 1 : gap));
        foreach ((string Label, string Value)[] row in figures.Chunk(columns))
            grid.AddRow([.. row.SelectMany(cell => new IRenderable[] { new Markup($"[grey]{cell.Label}[/]"), new Text(cell.Value) })]);
        return grid;
    }

    private static string Marks(TrainingSnapshot snapshot)
    {
        var marks = new List<string>();
        if (snapshot.Solved is { } solved) marks.Add($"[green]solved[/] in {Format.Whole(solved.Episode)} episodes, {Format.Seconds(solved.Seconds)}");
        if (snapshot.Evaluation is { } evaluation)
            marks.Add($"[grey]evaluation at {Format.Whole(evaluation.Step)}:[/] {Format.Return(evaluation.Mean)} ± {Format.Return(evaluation.Std)}");
        return marks.Count == 0 ? " " : string.Join("   ", marks);
    }
}
