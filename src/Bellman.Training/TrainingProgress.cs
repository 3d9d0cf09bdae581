using System.Diagnostics;
using Bellman.Core;

namespace Bellman.Training;

/// <summary>The counters of a training: all that a resume must restore besides the agent and the worlds.</summary>
internal sealed class TrainingProgress(int worlds, int window)
{
    private readonly Stopwatch _clock = new();
    private TimeSpan _elapsedBefore;
    private TimeSpan _elapsedAtStart;
    private StepSchedule _histograms;

    public bool Started { get; private set; }

    public ulong Seed { get; private set; }

    public long Step { get; set; }

    public long FirstStep { get; private set; }

    public SolvedMark? Solved { get; set; }

    public EpisodeRecord? LastEpisode { get; set; }

    public EvaluationReport? LastEvaluation { get; set; }

    public ReturnHistory History { get; } = new(window);

    public EpisodeClock Episodes { get; } = new(worlds);

    public TimeSpan Elapsed => _elapsedBefore + _clock.Elapsed;

    public double StepsPerSecond => (Step - FirstStep) / Math.Max((Elapsed - _elapsedAtStart).TotalSeconds, 1e-9);

    public void Start(ulong seed, long logEvery)
    {
        Seed = seed;
        _histograms = new StepSchedule(logEvery);
        Started = true;
    }

    public void Resume()
    {
        FirstStep = Step;
        _elapsedAtStart = Elapsed;
        _clock.Start();
    }

    public void Pause() => _clock.Stop();

    public bool HistogramsAreDue() => _histograms.IsDue(Step);

    public void Save(CheckpointWriter writer)
    {
        double seconds = Elapsed.TotalSeconds;
        writer.Write("started", Started);
        writer.Write("seed", Seed);
        writer.Write("step", Step);
        writer.Write("seconds", seconds);
        writer.Write("solved", Solved is not null);
        writer.Write("solved_episode", Solved?.Episode ?? 0);
        writer.Write("solved_step", Solved?.Step ?? 0);
        writer.Write("solved_seconds", Solved?.Seconds ?? 0);
        writer.Write("window", window);
        using (writer.Section("history")) History.Save(writer);
        using (writer.Section("episodes")) Episodes.Save(writer);
        using (writer.Section("last_episode")) LastResults.Save(writer, LastEpisode);
        using (writer.Section("last_evaluation")) LastResults.Save(writer, LastEvaluation);
    }

    public void Load(CheckpointReader reader, long logEvery)
    {
        int written = reader.ReadInt32("window");
        if (written != window) throw reader.Fault($"it was written with a solved window of {written} episodes, not {window}.");
        Start(reader.ReadUInt64("seed"), logEvery);
        Started = reader.ReadBoolean("started");
        Step = reader.ReadInt64("step");
        double seconds = reader.ReadDouble("seconds");
        _elapsedBefore = TimeSpan.FromSeconds(seconds);
        _clock.Reset();
        Solved = reader.ReadBoolean("solved")
            ? new SolvedMark(reader.ReadInt64("solved_episode"), reader.ReadInt64("solved_step"), reader.ReadDouble("solved_seconds"))
            : null;
        _histograms.IsDue(Step);
        using (reader.Section("history")) History.Load(reader);
        using (reader.Section("episodes")) Episodes.Load(reader);
        using (reader.Section("last_episode")) LastEpisode = LastResults.LoadEpisode(reader);
        using (reader.Section("last_evaluation")) LastEvaluation = LastResults.LoadEvaluation(reader);
    }
}
