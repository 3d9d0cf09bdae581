using Bellman.Core;

namespace Bellman.Training;

/// <summary>The last episode and the last evaluation in a checkpoint, so that a resumed training shows them before the next ones.</summary>
internal static class LastResults
{
    public static void Save(CheckpointWriter writer, EpisodeRecord? last)
    {
        writer.Write("present", last is not null);
        if (last is not { } episode) return;
        writer.Write("episode", episode.Episode);
        writer.Write("world", episode.World);
        writer.Write("step", episode.Step);
        writer.Write("return", episode.Return);
        writer.Write("length", episode.Length);
        writer.Write("terminated", episode.Terminated);
        writer.Write("seconds", episode.Seconds);
        writer.Write("steps_per_second", episode.StepsPerSecond);
        writer.Write("mean_return", episode.MeanReturn);
        writer.Write("epsilon", episode.Epsilon);
        writer.Write("loss", episode.Loss);
        writer.Write("max_q", episode.MaxQ);
        writer.Write("elapsed_seconds", episode.ElapsedSeconds);
    }

    public static EpisodeRecord? LoadEpisode(CheckpointReader reader)
    {
        if (!reader.ReadBoolean("present")) return null;
        return new EpisodeRecord
        {
            Episode = reader.ReadInt64("episode"),
            World = reader.ReadInt32("world"),
            Step = reader.ReadInt64("step"),
            Return = reader.ReadDouble("return"),
            Length = reader.ReadInt32("length"),
            Terminated = reader.ReadBoolean("terminated"),
            Seconds = reader.ReadDouble("seconds"),
            StepsPerSecond = reader.ReadDouble("steps_per_second"),
            MeanReturn = reader.ReadDouble("mean_return"),
            Epsilon = reader.ReadDouble("epsilon"),
            Loss = reader.ReadDouble("loss"),
            MaxQ = reader.ReadDouble("max_q"),
            ElapsedSeconds = reader.ReadDouble("elapsed_seconds"),
        };
    }

    public static void Save(CheckpointWriter writer, EvaluationReport? last)
    {
        writer.Write("present", last is not null);
        if (last is null) return;
        writer.Write("seed", last.Seed);
        writer.Write("step", last.Step);
        writer.Write("returns", (ReadOnlySpan<double>)last.Returns.ToArray());
        writer.Write("lengths", (ReadOnlySpan<int>)last.Lengths.ToArray());
        writer.Write("mean_max_action_value", last.MeanMaxActionValue ?? double.NaN);
    }

    public static EvaluationReport? LoadEvaluation(CheckpointReader reader)
    {
        if (!reader.ReadBoolean("present")) return null;
        double[] returns = reader.ReadDoubles("returns");
        int[] lengths = new int[returns.Length];
        reader.Read("lengths", lengths.AsSpan());
        double value = reader.ReadDouble("mean_max_action_value");
        return new EvaluationReport(reader.ReadUInt64("seed"), returns, lengths)
        {
            Step = reader.ReadInt64("step"),
            MeanMaxActionValue = double.IsNaN(value) ? null : value,
        };
    }
}
