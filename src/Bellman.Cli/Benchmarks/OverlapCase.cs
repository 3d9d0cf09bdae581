using System.Diagnostics;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>
/// A training with overlap whose two sides are brought to the same weight and which is then made by turns, together, and by turns beside another that shares nothing with it, in short stretches one after the other. By turns
/// and together the fastest few rounds within a stretch count: its end waits for the last round, which nothing overlaps then. Of two at once the fastest whole stretch counts, beside the fastest by turns.
/// </summary>
/// <param name="makeEnv">Makes its worlds.</param>
/// <param name="makeAgent">Makes its agent, given the worlds, the steps from one update to the next, and those before the first.</param>
internal sealed class OverlapCase(Func<VectorEnv> makeEnv, Func<VectorEnv, int, int, Agent> makeAgent)
{
    private const int WarmUpSteps = 3_000;
    private const int Stretches = 200;
    private const int RoundsOfStretch = 16;
    private const double StretchSeconds = 0.004;
    private const double LongestSeconds = 10;

    private OverlapSpeeds? _speeds;

    /// <summary>The speeds, measured when they are asked for first.</summary>
    public OverlapSpeeds Speeds => _speeds ??= Measure();

    private OverlapSpeeds Measure()
    {
        double acting = Seconds(every: 1, start: int.MaxValue), both = Seconds(every: 4, start: 500);
        int every = Math.Max(1, (int)Math.Round(4 * (both - acting) / acting));
        using Stretch byTurns = Begin(every, 500, threads: 1), together = Begin(every, 500, threads: 2), beside = Begin(every, 500, threads: 1), other = Begin(every, 500, threads: 1);
        int steps = Math.Max(RoundsOfStretch, (int)(StretchSeconds / (2 * acting)) / every) * every;
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < Stretches && Stopwatch.GetElapsedTime(begin).TotalSeconds < LongestSeconds; i++)
        {
            byTurns.Run(steps);
            together.Run(steps);
            beside.RunWith(other, steps);
        }

        return new OverlapSpeeds(byTurns.Windows.StepsPerSecond, together.Windows.StepsPerSecond, 2 * beside.StepsPerSecond / byTurns.StepsPerSecond, byTurns.AllocatedBytesPerStep, together.AllocatedBytesPerStep);
    }

    /// <summary>The seconds of one step by turns.</summary>
    private double Seconds(int every, int start)
    {
        using Stretch stretch = Begin(every, start, threads: 1);
        for (int i = 0; i < Stretches; i++) stretch.Run(WarmUpSteps / 50);
        return 1 / stretch.StepsPerSecond;
    }

    private Stretch Begin(int every, int start, int threads)
    {
        var stretch = new Stretch(makeEnv(), env => makeAgent(env, every, start), new TrainingOptions { Overlap = true, OverlapThreads = threads }, every);
        stretch.WarmUp(WarmUpSteps);
        stretch.Windows.Clear();
        return stretch;
    }

    private sealed class Stretch : IDisposable
    {
        private readonly VectorEnv _env;
        private readonly Trainer _trainer;
        private long _steps;
        private long _measured;
        private long _bytes;

        public Stretch(VectorEnv env, Func<VectorEnv, Agent> makeAgent, TrainingOptions options, int every)
        {
            _env = env;
            Windows = new RoundWindows(every);
            _trainer = new Trainer(env, makeAgent(env)) { Seed = 1, Options = options, Callbacks = { Windows } };
        }

        public RoundWindows Windows { get; }

        /// <summary>Steps a second of the fastest whole stretch.</summary>
        public double StepsPerSecond { get; private set; }

        public double AllocatedBytesPerStep => (double)_bytes / _measured;

        public void WarmUp(int steps) => _trainer.Run(_steps += steps);

        public void Run(int steps)
        {
            long bytes = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            WarmUp(steps);
            StepsPerSecond = Math.Max(StepsPerSecond, steps / Stopwatch.GetElapsedTime(start).TotalSeconds);
            _bytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
            _measured += steps;
        }

        /// <summary>The slower of two that begin together counts: for as long as it takes, both are there.</summary>
        public void RunWith(Stretch other, int steps)
        {
            using var beginning = new Barrier(2);
            var thread = new Thread(() =>
            {
                beginning.SignalAndWait();
                other.WarmUp(steps);
            });
            thread.Start();
            beginning.SignalAndWait();
            long start = Stopwatch.GetTimestamp();
            WarmUp(steps);
            thread.Join();
            StepsPerSecond = Math.Max(StepsPerSecond, steps / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        public void Dispose() => _env.Dispose();
    }
}
