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
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(500), Slice = TimeSpan.FromMilliseconds(25);

    // One request reads at a time, on half of the processors, however many browsers look: trainings need them too.
    private static readonly SemaphoreSlim Reading = new(1);
    private static readonly ParallelOptions Half = new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) };

    /// <summary>Reads on in the files for as long as the query says, and answers with what has been read; what has not is sketched.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="runs">The runs that it names.</param>
    /// <param name="time">The clock.</param>
    /// <param name="gone">Cancelled when nobody waits for the answer any more.</param>
    public static CurveAnswer To(CurveQuery query, IReadOnlyList<BoardRun> runs, TimeProvider time, CancellationToken gone)
    {
        CurveReader?[] readers = [.. runs.Select(run => run.Curves.Reader(query.Metric))];
        CurveReader[] known = [.. readers.OfType<CurveReader>()];
        long begin = time.GetTimestamp();
        LookAt(known, query.Window, time);
        if (Reading.Wait(query.Wait, gone))
        {
            try
            {
                ReadOn([.. known], time, query.Wait - time.GetElapsedTime(begin), gone);
            }
            finally
            {
                Reading.Release();
            }
        }

        CurveTable table = CurveTable.Of(readers, query.Axis, query.Points, query.Window, query.From, query.To);
        return new CurveAnswer(
            table.Places,
            [.. table.Runs.Select((trace, i) => RunOf(runs[i].Id, trace, query.Extremes, readers[i]?.Damage))],
            query.Group ? [.. Means(table, runs)] : [],
            known.Select(reader => reader.Damage is null ? reader.Progress : 1).DefaultIfEmpty(1).Average());
    }

    private static Run RunOf(string id, CurveTrace trace, bool extremes, string? damage) =>
        new(id, trace.Mean, extremes ? trace.Low : [], extremes ? trace.High : [], damage);

    /// <summary>Sketches what is long, and reads what is short: for a moment, on all processors.</summary>
    private static void LookAt(CurveReader[] readers, int window, TimeProvider time)
    {
        long begin = time.GetTimestamp();
        Parallel.ForEach(readers, reader =>
        {
            if (time.GetElapsedTime(begin) < FirstLook && !reader.Sketch(window)) reader.Read(TimeSpan.Zero);
        });
    }

    /// <summary>In turns, so that every curve grows.</summary>
    private static void ReadOn(List<CurveReader> open, TimeProvider time, TimeSpan budget, CancellationToken gone)
    {
        long begin = time.GetTimestamp();
        while (open.Count > 0)
        {
            bool[] ended = new bool[open.Count];
            Parallel.For(0, open.Count, Half, i =>
            {
                if (time.GetElapsedTime(begin) < budget && !gone.IsCancellationRequested) ended[i] = open[i].Read(Slice);
            });
            if (time.GetElapsedTime(begin) >= budget || gone.IsCancellationRequested) return;
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

    /// <summary>The curve of a run: running means, and, where they were asked for, the extremes since the place before.</summary>
    internal sealed record Run(string Id, double[] Mean, double[] Low, double[] High, string? Damage);

    /// <summary>The mean over seeds with its confidence band.</summary>
    internal sealed record Mean(string Label, string[] Runs, double[] Values, double[] Low, double[] High);
}
