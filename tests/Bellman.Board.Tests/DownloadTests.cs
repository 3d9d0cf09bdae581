using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bellman.Board.Tests;

/// <summary>What is drawn, as files.</summary>
public sealed class DownloadTests
{
    [Theory]
    [InlineData("CSV", "steps,one,one low,one high\n10,")]
    [InlineData("SVG", "<svg xmlns=")]
    [InlineData("PNG", "\u0089PNG")]
    public async Task Download_Clicked_IsTheCurve(string kind, string beginning)
    {
        using var runs = new TemporaryRuns();
        runs.Add("one");
        await using BoardServer server = await BoardServer.StartAsync(runs);
        await using OpenBrowser browser = await OpenBrowser.At(server.Address);
        string content = await Download(browser, kind);
        Assert.StartsWith(beginning, content, StringComparison.Ordinal);
        Assert.True(content.Length > 2000);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Download_Table_HasEveryDigitOfTheRun()
    {
        using var runs = new TemporaryRuns();
        string folder = runs.Add("a, \"b\"", episodes: 300);
        await using BoardServer server = await BoardServer.StartAsync(runs);
        await using OpenBrowser browser = await OpenBrowser.At(new Uri(server.Address, "#smooth=1"));
        string[] rows = (await Download(browser, "CSV")).TrimEnd().Split('\n');
        Assert.Equal("steps,\"a, \"\"b\"\"\"", rows[0]);
        string[][] progress = [.. (await File.ReadAllLinesAsync(Path.Combine(folder, "progress.csv"), TestContext.Current.CancellationToken)).Skip(1).Select(row => row.Split(','))];
        Assert.Equal(progress.Select(row => (Number(row[1]), Number(row[2]))), rows.Skip(1).Select(row => (Number(row.Split(',')[0]), Number(row.Split(',')[1]))));
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 3)]
    public async Task Download_Picture_HasScaleBandsAndLegend(bool isGrouped, int entries)
    {
        using var runs = new TemporaryRuns();
        for (int seed = 1; seed <= 3; seed++) runs.Add($"slow-{seed}", seed: seed);
        runs.Add("fast <1>", rate: 0.01);
        await using BoardServer server = await BoardServer.StartAsync(runs);
        await using OpenBrowser browser = await OpenBrowser.At(new Uri(server.Address, $"#smooth=10&log=true&group={isGrouped.ToString().ToLowerInvariant()}"));
        string content = await Download(browser, "SVG");
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName, $"curves-{isGrouped}.svg"), content, TestContext.Current.CancellationToken);
        XElement svg = XDocument.Parse(content).Root!;
        XElement[] texts = [.. Named("text")];

        // Returns begin around zero: the marks stand where the inverse hyperbolic sine puts them.
        double zero = Mark("0"), ten = Mark("10"), hundred = Mark("100");
        Assert.Equal(Math.Asinh(10) / Math.Asinh(100), (ten - zero) / (hundred - zero), 2);
        Assert.Equal(isGrouped ? 2 : 4, Named("polyline").Count());
        Assert.Equal(isGrouped ? 1 : 4, Named("polygon").Count());
        Assert.Contains("environment steps", texts.Select(text => text.Value));
        Assert.Contains("return", texts.Select(text => text.Value));
        Assert.Equal(entries, texts.Count(text => Number(text.Attribute("y")!.Value) > 480));
        Assert.Contains("solved at 475", texts[^1].Value, StringComparison.Ordinal);
        if (!isGrouped) Assert.Contains("fast <1>", texts.Select(text => text.Value));

        // The last of a curve stands as high as its value says.
        double last = Number(Named("polyline").First().Attribute("points")!.Value.Split([' ', ',']).Last());
        double value = Math.Sinh(Math.Asinh(100) * (last - zero) / (hundred - zero));
        Assert.InRange(value, 90, 105);
        Assert.Empty(browser.Complaints);

        IEnumerable<XElement> Named(string name) => svg.Elements().Where(element => element.Name.LocalName == name);

        // The baseline of a label lies a little below its mark.
        double Mark(string label) => Number(texts.Single(text => text.Value == label && text.Attribute("text-anchor")?.Value == "end").Attribute("y")!.Value) - 4;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<string> Download(OpenBrowser browser, string kind)
    {
        await Expect(browser.Page.Locator("#legend li").First).ToBeVisibleAsync();
        IDownload download = await browser.Page.RunAndWaitForDownloadAsync(() => browser.Page.GetByRole(AriaRole.Button, new() { Name = kind, Exact = true }).ClickAsync());
        Assert.Equal("return." + kind.ToLowerInvariant(), download.SuggestedFilename);
        return await File.ReadAllTextAsync(await download.PathAsync(), kind == "PNG" ? Encoding.Latin1 : Encoding.UTF8, TestContext.Current.CancellationToken);
    }
}
