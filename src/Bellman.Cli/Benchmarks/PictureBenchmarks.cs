using Bellman.Core;
using Bellman.Environments;
using Bellman.Experiments;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>How long it takes to draw and to write pictures, on one core.</summary>
internal static class PictureBenchmarks
{
    private const int StepsBefore = 40;
    private const int Frames = 1000;

    /// <summary>A picture of each environment in its newest version, in its own size and twice as large, and a thousand pictures as a file.</summary>
    public static IEnumerable<Benchmark> All =>
    [
        .. Newest.Select(id => Draw(id, 1)),
        .. Newest.Select(id => Draw(id, 2)),
        new Benchmark("record/LunarLander-v3/apng", () => Record(".apng")),
        new Benchmark("record/LunarLander-v3/gif", () => Record(".gif")),
    ];

    private static IEnumerable<string> Newest => Envs.Specs.Select(spec => spec.Id).GroupBy(id => id[..id.LastIndexOf("-v", StringComparison.Ordinal)]).Select(versions => versions.Last());

    private static Benchmark Draw(string id, int scale)
    {
        string name = $"render/{id}/{scale * Env.PictureWidth}x{scale * Env.PictureHeight}";
        return new Benchmark(name, () =>
        {
            using Env env = After(id);
            var canvas = new RgbCanvas(scale: scale);
            Timing timing = Timing.Of(count =>
            {
                for (int i = 0; i < count; i++) env.Draw(canvas);
            });
            return new Figure(name, 1000 * timing.Seconds, "ms", timing.AllocatedBytes);
        });
    }

    /// <summary>Steps, pictures with the strip below, and the file together.</summary>
    private static Figure Record(string ending)
    {
        string folder = Directory.CreateTempSubdirectory("bellman").FullName;
        try
        {
            using var world = new WatchedWorld(Envs.Make("LunarLander-v3"), null, seed: 0);
            var canvas = new RgbCanvas(Env.PictureWidth, EpisodePicture.Height);
            using FrameWriter writer = FrameWriter.Open(Path.Combine(folder, "film" + ending), canvas.PixelWidth, canvas.PixelHeight, 50);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = System.Diagnostics.Stopwatch.GetTimestamp();
            for (int i = 0; i < Frames; i++)
            {
                world.DrawWithStrip(canvas, episode: 1);
                writer.Add(canvas);
                if (world.Last.Done) world.Reset((ulong)i);
                else world.Step();
            }

            writer.Complete();
            double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
            return new Figure($"record/LunarLander-v3{ending.Replace('.', '/')}", seconds, "s", GC.GetAllocatedBytesForCurrentThread() - before);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Env After(string id)
    {
        Env env = Envs.Make(id);
        float[] observation = new float[env.ObservationSpace.Size], action = new float[env.ActionSpace.Size];
        Pcg64 random = new SeedStreams(1).Stream("bench");
        env.Reset(observation, seed: 1);
        for (int i = 0; i < StepsBefore; i++)
        {
            env.ActionSpace.Sample(random, action);
            if (env.Step(action, observation).Done) env.Reset(observation);
        }

        return env;
    }
}
