using Bellman.Neural;

namespace Bellman.Cli;

/// <summary>
/// What an update gains from a second thread: the milliseconds of an update on one thread and on two, their ratio, and beside it what two cores of the machine give at most, two updates of networks of their own at once against one.
/// </summary>
internal static class ThreadBenchmarks
{
    private const int Inputs = 8;
    private const int Actions = 4;

    /// <summary>Four for each network.</summary>
    public static IEnumerable<Benchmark> All =>
    [
        .. Of("8-256-256-4/b128", () => new NetworkUpdate(Dense(256), 128), update => update.LearnByDoubleDqn()),
        .. Of("8-512-512-4/b256", () => new NetworkUpdate(Dense(512), 256), update => update.LearnByDoubleDqn()),
        .. Of("lstm-256x16/b32", () => LayerBenchmarks.MemoryUpdate(256), update => update.Learn()),
        .. Of("nature-cnn/b32", LayerBenchmarks.NatureUpdate, update => update.LearnByDoubleDqn()),
    ];

    private static Network Dense(int units) => new(Inputs, [new Dense(units, Activation.ReLU), new Dense(units, Activation.ReLU), new Dense(Actions)]);

    private static IEnumerable<Benchmark> Of(string network, Func<NetworkUpdate> make, Action<NetworkUpdate> learn)
    {
        var threadCase = new ThreadCase(make, learn);
        string one = $"threads/{network}/one", two = $"threads/{network}/two", gain = $"threads/{network}/gain", most = $"threads/{network}/most";
        yield return new Benchmark(one, () => new Figure(one, threadCase.Times.One * 1e3, "ms", threadCase.Times.Allocated));
        yield return new Benchmark(two, () => new Figure(two, threadCase.Times.Two * 1e3, "ms", threadCase.Times.Allocated));
        yield return new Benchmark(gain, () => new Figure(gain, threadCase.Times.One / threadCase.Times.Two, "times", threadCase.Times.Allocated));
        yield return new Benchmark(most, () => new Figure(most, 2 * threadCase.Times.One / threadCase.Times.Beside, "times", threadCase.Times.Allocated));
    }
}
