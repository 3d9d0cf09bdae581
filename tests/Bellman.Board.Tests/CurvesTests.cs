using System.Net;
using System.Text.Json;

namespace Bellman.Board.Tests;

/// <summary>What the page is told.</summary>
public sealed class CurvesTests
{
    [Fact]
    public async Task Runs_OneAppears_IsListedWithWhatItIs()
    {
        using var runs = new TemporaryRuns();
        await using BoardServer server = await BoardServer.StartAsync(runs);
        Assert.Empty((await server.Json("/api/runs")).GetProperty("runs").EnumerateArray());
        runs.Add("LunarLander-v3/mine", episodes: 50, seed: 7, environment: "LunarLander-v3");
        await Task.Delay(1100);
        JsonElement run = Assert.Single((await server.Json("/api/runs")).GetProperty("runs").EnumerateArray());
        Assert.Equal("LunarLander-v3/mine", run.GetProperty("id").GetString());
        Assert.Equal(("LunarLander-v3", "dqn", "7", "running"), (Text(run, "environment"), Text(run, "agent"), Text(run, "seed"), Text(run, "state")));
        Assert.Equal((500, 50, 200), (run.GetProperty("steps").GetDouble(), run.GetProperty("episodes").GetDouble(), run.GetProperty("threshold").GetDouble()));
    }

    [Fact]
    public async Task Curves_FileGrows_GoOnFromWhereTheyWere()
    {
        using var runs = new TemporaryRuns();
        runs.Add("one", episodes: 30);
        await using BoardServer server = await BoardServer.StartAsync(runs);
        JsonElement before = await server.Json("/api/curves?run=one&x=episodes");
        Assert.Equal(30, before.GetProperty("x").GetArrayLength());
        runs.Append("one", 31, 45);
        JsonElement after = await server.Json("/api/curves?run=one&x=episodes");
        Assert.Equal(45, after.GetProperty("x").GetArrayLength());
        Assert.Equal(45, after.GetProperty("x")[44].GetDouble());
        Assert.Equal(1, after.GetProperty("progress").GetDouble());
    }

    [Fact]
    public async Task Curves_SeedsGrouped_HaveAMeanWithinItsBand()
    {
        using var runs = new TemporaryRuns();
        for (int seed = 1; seed <= 3; seed++) runs.Add($"slow-{seed}", seed: seed);
        runs.Add("fast", seed: 1, rate: 0.01);
        await using BoardServer server = await BoardServer.StartAsync(runs);
        JsonElement answer = await server.Json("/api/curves?run=slow-1&run=slow-2&run=slow-3&run=fast&group=true&smooth=10");
        JsonElement[] groups = [.. answer.GetProperty("groups").EnumerateArray()];
        Assert.Equal(["dqn, learning_rate 0.001", "dqn, learning_rate 0.01"], groups.Select(group => Text(group, "label")));
        Assert.Equal([3, 1], groups.Select(group => group.GetProperty("runs").GetArrayLength()));
        double low = groups[0].GetProperty("low")[100].GetDouble(), mean = groups[0].GetProperty("values")[100].GetDouble(), high = groups[0].GetProperty("high")[100].GetDouble();
        double expected = answer.GetProperty("runs").EnumerateArray().Take(3).Average(run => run.GetProperty("mean")[100].GetDouble());
        Assert.Equal(expected, mean, 4);
        Assert.InRange(mean, low, high);
        Assert.True(low < high);
        Assert.Equal(JsonValueKind.Null, groups[1].GetProperty("low")[100].ValueKind);
    }

    [Fact]
    public async Task Curves_LongFiles_AreSketchedAtOnceAndThenRead()
    {
        using var runs = new TemporaryRuns();
        for (int seed = 1; seed <= 3; seed++) runs.Add($"long-{seed}", episodes: 60_000, seed: seed);
        await using BoardServer server = await BoardServer.StartAsync(runs);
        const string query = "/api/curves?run=long-1&run=long-2&run=long-3&smooth=100&points=400";
        JsonElement first = await server.Json(query + "&wait=0");
        Assert.Equal(0, first.GetProperty("progress").GetDouble());
        JsonElement exact = await server.Json(query + "&wait=2000&extremes=false");
        while (exact.GetProperty("progress").GetDouble() < 1) exact = await server.Json(query + "&wait=2000&extremes=false");
        for (int run = 0; run < 3; run++)
        {
            double?[] rough = Numbers(first.GetProperty("runs")[run], "mean"), means = Numbers(exact.GetProperty("runs")[run], "mean");
            Assert.InRange(rough.Count(value => value is not null), 40, 60);
            Assert.All(means, mean => Assert.NotNull(mean));
            for (int i = 0; i < rough.Length; i++)
            {
                // The means are of fewer values and of a place before: between two places the curve rises by a quarter.
                if (rough[i] is { } value) Assert.Equal(means[i]!.Value, value, tolerance: 0.75);
            }

            Assert.All(Numbers(first.GetProperty("runs")[run], "low"), low => Assert.Null(low));
            Assert.Empty(Numbers(exact.GetProperty("runs")[run], "low"));
        }
    }

    [Fact]
    public async Task Differences_TwoRuns_NameWhatDiffersAlone()
    {
        using var runs = new TemporaryRuns();
        runs.Add("slow");
        runs.Add("fast", rate: 0.01);
        File.Delete(Path.Combine(runs.Add("of another program"), "config.json"));
        await using BoardServer server = await BoardServer.StartAsync(runs);
        JsonElement answer = await server.Json("/api/differences?run=slow&run=of another program&run=fast");
        Assert.Equal(["slow", "fast"], answer.GetProperty("runs").EnumerateArray().Select(run => run.GetString()!));
        JsonElement option = Assert.Single(answer.GetProperty("options").EnumerateArray());
        Assert.Equal("agent.learning_rate", Text(option, "path"));
        Assert.Equal(["0.001", "0.01"], option.GetProperty("values").EnumerateArray().Select(value => value.GetString()!));
    }

    [Theory]
    [InlineData("x=weeks", "x is steps, episodes or seconds, but not 'weeks'.")]
    [InlineData("points=1", "points is from 2 to 4000, but not 1.")]
    [InlineData("smooth=0", "smooth is from 1 to 1000000000, but not 0.")]
    [InlineData("from=nan", "from is a number, but not 'nan'.")]
    public async Task Curves_BadQuery_IsAnsweredInWords(string query, string message)
    {
        using var runs = new TemporaryRuns();
        runs.Add("one");
        await using BoardServer server = await BoardServer.StartAsync(runs);
        var (status, text) = await server.Ask($"/api/curves?run=one&{query}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(message, JsonDocument.Parse(text).RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Curves_MetricMissing_AreEmpty()
    {
        using var runs = new TemporaryRuns();
        runs.Add("one");
        await using BoardServer server = await BoardServer.StartAsync(runs);
        JsonElement answer = await server.Json("/api/curves?run=one&metric=no_such_figure");
        Assert.Equal(0, answer.GetProperty("x").GetArrayLength());
        Assert.Equal(1, answer.GetProperty("progress").GetDouble());
    }

    private static double?[] Numbers(JsonElement element, string key) =>
        [.. element.GetProperty(key).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble())];

    private static string? Text(JsonElement element, string key) => element.GetProperty(key).GetString();
}
