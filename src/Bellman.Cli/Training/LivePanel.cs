using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bellman.Cli;

/// <summary>Draws a snapshot of a training: a progress bar, the figures in two columns, and the curve of the returns.</summary>
internal sealed class LivePanel(TrainingJob job)
{
    private const int BarWidth = 48;

    private readonly Pace _pace = new();
    private readonly ReturnCurve _curve = new(BarWidth);

    /// <summary>Draws.</summary>
    public IRenderable Render(TrainingSnapshot snapshot)
    {
        _pace.Add(snapshot);
        _curve.Add(snapshot.Episode, snapshot.MeanReturn);
        return new Rows(
            new Markup($"[bold]{Markup.Escape(job.Options.Environment)}[/]  {Markup.Escape(job.Title)}"),
            new Markup(Bar(snapshot)),
            Figures(snapshot),
            new Markup($"[grey]returns[/] {_curve.Line}"),
            new Markup(Marks(snapshot)));
    }

    private string Bar(TrainingSnapshot snapshot)
    {
        double? fraction = job.Fraction(snapshot.Step, snapshot.Episode);
        if (fraction is not { } done) return $"[grey]no limit: Ctrl-C stops and saves[/]   {Format.Seconds(snapshot.Seconds)}";
        int filled = (int)(done * BarWidth);
        string left = done is > 0.02 and < 1
            ? $"   {Format.Seconds(snapshot.Seconds * (1 - done) / done)} left"
            : "";
        return $"[green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/] "
            + string.Create(CultureInfo.InvariantCulture, $"{done,4:P0}   {Format.Seconds(snapshot.Seconds)}{left}");
    }

    private Grid Figures(TrainingSnapshot snapshot)
    {
        var grid = new Grid();
        for (int column = 0; column < 6; column++) grid.AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(column % 2 == 0 ? 1 : 4));
        Row(grid, ("episode", Format.Whole(snapshot.Episode)), ("steps", Format.Whole(snapshot.Step)), ("updates", Format.Whole(snapshot.Updates)));
        Row(
            grid,
            ("mean return", Format.Return(snapshot.MeanReturn)),
            ("steps/s", Format.Whole(_pace.StepsPerSecond)),
            ("updates/s", Format.Whole(_pace.UpdatesPerSecond)));
        Row(grid, ("best mean", Format.Return(snapshot.BestMeanReturn)), ("epsilon", Format.Short(snapshot.Epsilon)), ("loss", Format.Short(snapshot.Loss)));
        Row(grid, ("last return", Format.Return(snapshot.LastReturn)), ("memory", Memory.Describe()), ("", ""));
        return grid;
    }

    private static void Row(Grid grid, params (string Label, string Value)[] cells) =>
        grid.AddRow([.. cells.SelectMany(cell => new IRenderable[] { new Markup($"[grey]{cell.Label}[/]"), new Text(cell.Value) })]);

    private static string Marks(TrainingSnapshot snapshot)
    {
        var marks = new List<string>();
        if (snapshot.Solved is { } solved) marks.Add($"[green]solved[/] in {Format.Whole(solved.Episode)} episodes, {Format.Seconds(solved.Seconds)}");
        if (snapshot.Evaluation is { } evaluation)
            marks.Add($"[grey]evaluation at {Format.Whole(evaluation.Step)}:[/] {Format.Return(evaluation.Mean)} ± {Format.Return(evaluation.Std)}");
        return marks.Count == 0 ? " " : string.Join("   ", marks);
    }
}
