using Bellman.Experiments;

namespace Bellman.Learning.Tests;

/// <summary>
/// Every row of <see cref="PublishedTable"/>. The long form, <c>./test learning [PART OF A ROW'S NAME ...]</c>, trains it whole with ten seeds or more and demands the least interquartile mean;
/// the short form sees that the row can be trained, and that docs/results.md says the same of it.
/// </summary>
public sealed class PublishedTests
{
    /// <summary>In the long form the parts of names that were asked for; <see langword="null"/> in the short form.</summary>
    private static readonly string[]? Asked = Environment.GetEnvironmentVariable("BELLMAN_LEARNING")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static TheoryData<string> Rows => [.. PublishedTable.All.Select(row => row.Name)];

    public static TheoryData<string> AskedRows => [.. PublishedTable.Named(Asked ?? ["all"]).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(AskedRows))]
    public void Row_Trained_EarnsItsLeast(string name)
    {
        PublishedRow row = Find(name);
        Sweep whole = row.Whole();
        Assert.True(whole.Seeds.Count >= 10);
        if (Asked is null)
        {
            whole.CheckSettings();
            Trials.Run(row.Options(["training.steps=64"]), whole.Seeds[0], episodes: 1);
            return;
        }

        PublishedResult result = PublishedResult.Train(row, TestContext.Current.CancellationToken);
        Assert.True(result.Score.Failures == 0, $"{name}: {string.Join(", ", result.Score.Trials.Select(trial => trial.Failure).OfType<string>())}");
        Assert.True(result.Score.InterquartileMean >= row.Least, $"{result.Sentence} That is less than the gate demands.");
    }

    [Fact]
    public void Named_PartsOfNames_AreTheRowsThatHaveOneAndAStrayPartIsRefused()
    {
        Assert.Equal(["ppo-lander", "ppo-lander-continuous", "ppo-taxi"], PublishedTable.Named("ppo-lander", "taxi").Select(row => row.Name).Order());
        Assert.StartsWith("No row's name contains 'pppo'. The rows are bellman-cartpole, ", Assert.Throws<ArgumentException>(() => PublishedTable.Named("taxi", "pppo")).Message, StringComparison.Ordinal);
    }

    /// <summary>Each name once, or one row's files would stand for another's.</summary>
    [Fact]
    public void Rows_Names_AreDistinct() => Assert.Distinct(PublishedTable.All.Select(row => row.Name));

    /// <summary>The summary shows every row, with its steps, the published figure and whether it is reached, and nothing less than the gate demands.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_SummaryOfTheResults_SaysTheSame(string name)
    {
        PublishedRow row = Find(name);
        string line = File.ReadLines(PublishedResult.Summary).FirstOrDefault(line => line.Contains($"`{name}`", StringComparison.Ordinal) && line.StartsWith($"| {row.Algorithm} |", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The first table of docs/results.md has no line for {name}: `./test learning {name}` writes it to artifacts/learning/summary.md.");
        string[] cells = [.. line.Split('|', StringSplitOptions.TrimEntries)];
        double reached = double.Parse(cells[5].Split(' ')[0]);
        Assert.Equal(PublishedResult.FirstCells(row), cells[1..5]);
        Assert.InRange(reached, row.Least, double.MaxValue);
        Assert.Equal(row.Verdict(reached), cells[6]);
    }

    private static PublishedRow Find(string name) => PublishedTable.All.Single(row => row.Name == name);
}
