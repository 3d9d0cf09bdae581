using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Board;

/// <summary>Curves as the page gets them: places, and a value for each, null where there is none.</summary>
/// <param name="X">The places.</param>
/// <param name="Runs">Each run's curve.</param>
/// <param name="Groups">The means over seeds, where they were asked for.</param>
/// <param name="Progress">What share of the files is read, from 0 to 1: below 1 the page asks again.</param>
internal sealed record CurveAnswer(double[] X, IReadOnlyList<CurveAnswer.Run> Runs, IReadOnlyList<CurveAnswer.Mean> Groups, double Progress)
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(250), Slice = TimeSpan.FromMilliseconds(25);

    /// <summary>Reads on in the files, for a quarter of a second at most, and answers with what has been read.</summary>
    public static CurveAnswer To(CurveQuery query, IReadOnlyList<BoardRun> runs, TimeProvider time)
    {
        CurveReader?[] readers = [.. runs.Select(run => run.Curves.Reader(query.Metric))];
        ReadOn([.. readers.OfType<CurveReader>()], time);
        CurveTable table = CurveTable.Of(readers, query.Axis, query.Points, query.Window, query.From, query.To);
        return new CurveAnswer(
            table.Places,
            [.. table.Runs.Select((trace, i) => new Run(runs[i].Id, trace.Mean, trace.Low, trace.High, readers[i]?.Damage))],
            query.Group ? [.. Means(table, runs)] : [],
            readers.OfType<CurveReader>().Select(reader => reader.Damage is null ? reader.Progress : 1).DefaultIfEmpty(1).Average());
    }

    /// <summary>In turns, so that every curve grows; on half of the processors, since trainings need them too.</summary>
    private static void ReadOn(List<CurveReader> open, TimeProvider time)
    {
        long begin = time.GetTimestamp();
        while (open.Count > 0)
        {
            bool[] ended = new bool[open.Count];
            Parallel.For(0, open.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) }, i =>
            {
                if (time.GetElapsedTime(begin) < Budget) ended[i] = open[i].Read(Slice);
            });
            if (time.GetElapsedTime(begin) >= Budget) return;
            open = [.. open.Where((_, i) => !ended[i])];
        }
    }

    private static IEnumerable<Mean> Means(CurveTable table, IReadOnlyList<BoardRun> runs)
    {
        foreach (RunGroup group in RunGroup.Of([.. runs.Select(run => run.Description)]))
        {
            SeedBand band = SeedBand.Of(table.Places, [.. group.Members.Select(i => table.Runs[i].Mean)]);
            yield return new Mean(group.Label, [.. group.Members.Select(i => runs[i].Id)], band.Mean, band.Low, band.High);
        }
    }

    /// <summary>The curve of a run: running means, and the extremes since the place before.</summary>
    internal sealed record Run(string Id, double[] Mean, double[] Low, double[] High, string? Damage);

    /// <summary>The mean over seeds with its confidence band.</summary>
    internal sealed record Mean(string Label, string[] Runs, double[] Values, double[] Low, double[] High);
}
