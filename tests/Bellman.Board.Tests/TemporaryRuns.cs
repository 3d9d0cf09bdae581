using System.Globalization;
using System.Text;

namespace Bellman.Board.Tests;

/// <summary>A folder of runs that is gone afterwards.</summary>
internal sealed class TemporaryRuns : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("bellman-board-").FullName;

    /// <summary>Writes a run whose return rises in a straight line from 0 to 100, with a wave on it.</summary>
    public string Add(string id, int episodes = 200, int seed = 1, double rate = 0.001, string environment = "CartPole-v1")
    {
        string folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, id)).FullName;
        File.WriteAllText(
            System.IO.Path.Combine(folder, "config.json"),
            $$"""{"preset":null,"seed":{{seed}},"environment":{"id":"{{environment}}"},"agent":{"name":"dqn","learning_rate":{{rate.ToString(CultureInfo.InvariantCulture)}}},"training":{"steps":1000} }""");
        var table = new StringBuilder("episode,steps,return,mean_return_last_100,epsilon,loss,max_q,seconds\n");
        Rows(table, 1, episodes, episodes, seed);
        File.WriteAllText(System.IO.Path.Combine(folder, "progress.csv"), table.ToString());
        return folder;
    }

    /// <summary>Appends episodes to a run.</summary>
    public void Append(string id, int from, int to)
    {
        var rows = new StringBuilder();
        Rows(rows, from, to, to, 1);
        File.AppendAllText(System.IO.Path.Combine(Path, id, "progress.csv"), rows.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void Rows(StringBuilder table, int from, int to, int episodes, int seed)
    {
        for (int episode = from; episode <= to; episode++)
        {
            double value = (100.0 * episode / episodes) + (5 * Math.Sin(episode + seed));
            table.Append(CultureInfo.InvariantCulture, $"{episode},{episode * 10},{value},{value},0.1,0.5,1.5,{episode * 0.01:F3}\n");
        }
    }
}
