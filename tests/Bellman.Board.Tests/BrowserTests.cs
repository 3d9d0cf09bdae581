using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bellman.Board.Tests;

/// <summary>The board as its user meets it.</summary>
public sealed class BrowserTests
{
    /// <summary>The share of the chart's pixels in which something is drawn that is not the ground, by which a curve is told from an empty frame.</summary>
    private const string Ink = """
        () => { const c = document.querySelector('#chart canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
          let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 200 && Math.max(d[i-1], d[i-2], d[i-3]) - Math.min(d[i-1], d[i-2], d[i-3]) > 60) n++; return n / (d.length / 4); }
        """;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Page_Opened_DrawsTheCurvesWithoutAComplaint(ColorScheme scheme)
    {
        using var runs = new TemporaryRuns();
        for (int seed = 1; seed <= 3; seed++) runs.Add($"CartPole-v1/slow-{seed}", seed: seed);
        runs.Add("CartPole-v1/fast", rate: 0.01);
        await using BoardServer server = await BoardServer.StartAsync(runs);
        await using OpenBrowser browser = await OpenBrowser.At(server.Address, scheme);
        await Expect(browser.Page.Locator("#legend li")).ToHaveCountAsync(5);
        Assert.InRange(await browser.Page.EvaluateAsync<double>(Ink), 0.001, 0.5);
        await browser.Picture($"board-{scheme}".ToLowerInvariant());

        await browser.Page.GetByLabel("Mean over seeds").CheckAsync();
        await Expect(browser.Page.Locator("#legend")).ToContainTextAsync("dqn, learning_rate 0.001 (3 seeds)");
        await Expect(browser.Page.Locator("#legend li")).ToHaveCountAsync(3);
        await Expect(browser.Page.Locator("#differences tbody th")).ToContainTextAsync(["seed", "agent.learning_rate"]);
        await browser.Picture($"board-group-{scheme}".ToLowerInvariant());
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_RunAppearsAndGrows_ShowsIt()
    {
        using var runs = new TemporaryRuns();
        await using BoardServer server = await BoardServer.StartAsync(runs);
        await using OpenBrowser browser = await OpenBrowser.At(server.Address);
        await Expect(browser.Page.Locator("#chart")).ToContainTextAsync("No run yet");
        runs.Add("one", episodes: 30);
        await Expect(browser.Page.Locator(".run .name")).ToHaveTextAsync("one");
        ILocator value = browser.Page.Locator("#legend li b").First;
        await browser.Page.GetByLabel("Mean of").FillAsync("1");
        await Expect(value).ToHaveTextAsync("97.98");
        runs.Append("one", 31, 40);
        await Expect(value).ToHaveTextAsync("99.21");
        await Expect(browser.Page.Locator(".run .state")).ToHaveTextAsync("running");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_ByKeyboardAlone_ChoosesFiltersAndZooms()
    {
        using var runs = new TemporaryRuns();
        runs.Add("alpha");
        runs.Add("beta");
        await using BoardServer server = await BoardServer.StartAsync(runs);
        await using OpenBrowser browser = await OpenBrowser.At(server.Address);
        IKeyboard keyboard = browser.Page.Keyboard;
        await Expect(browser.Page.Locator("#count")).ToHaveTextAsync("2 runs, 2 chosen, 2 running");
        await keyboard.PressAsync("n");
        await Expect(browser.Page.Locator("#chart")).ToHaveTextAsync("Choose runs on the left.");
        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("bet");
        await Expect(browser.Page.Locator(".run")).ToHaveCountAsync(1);
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("Space");
        await Expect(browser.Page.Locator("#legend li").First).ToContainTextAsync("beta");
        await keyboard.PressAsync("+");
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Whole range" })).ToBeEnabledAsync();
        Assert.Contains("from=", browser.Page.Url, StringComparison.Ordinal);
        await keyboard.PressAsync("0");
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Whole range" })).ToBeDisabledAsync();
        await keyboard.PressAsync("l");
        await Expect(browser.Page.GetByLabel("Log scale")).ToBeCheckedAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_AnswersInAnotherOrder_ShowsWhatWasChosenLast()
    {
        using var runs = new TemporaryRuns();
        runs.Add("alpha");
        string folder = Directory.CreateDirectory(Path.Combine(runs.Path, "beta")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "progress.csv"), "episode,steps,score,seconds\n1,10,3,0\n2,20,4,0\n", TestContext.Current.CancellationToken);
        await using BoardServer server = await BoardServer.StartAsync(runs);
        await using OpenBrowser browser = await OpenBrowser.At(new Uri(server.Address, "#run=beta&metric=score"));
        ILocator metric = browser.Page.GetByLabel("Figure");
        await Expect(metric).ToHaveValueAsync("score");
        var late = new TaskCompletionSource();
        await browser.Page.RouteAsync(url => url.EndsWith("/api/metrics?run=alpha", StringComparison.Ordinal), async route =>
        {
            await late.Task;
            await route.FulfillAsync(new() { Json = (string[])["return"] });
        });
        ILocator alpha = browser.Page.Locator(".run input").First, beta = browser.Page.Locator(".run input").Last;
        if (await alpha.InputValueAsync() != "alpha") (alpha, beta) = (beta, alpha);
        await beta.UncheckAsync();
        await alpha.CheckAsync();
        await alpha.UncheckAsync();
        await beta.CheckAsync();
        await Expect(browser.Page.Locator("#legend li").First).ToContainTextAsync("beta");
        late.SetResult();
        await browser.Page.EvaluateAsync("() => new Promise(done => setTimeout(done, 300))");
        await Expect(metric).ToHaveValueAsync("score");
        Assert.Contains("metric=score", browser.Page.Url, StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_RunsOfOneName_AreToldApart()
    {
        using var runs = new TemporaryRuns();
        foreach (string id in (string[])["a/x/seed-1", "b/x/seed-1", "b/x/seed-2"]) runs.Add(id);
        await using BoardServer server = await BoardServer.StartAsync(runs);
        await using OpenBrowser browser = await OpenBrowser.At(server.Address);
        await Expect(browser.Page.Locator(".run .name")).ToHaveTextAsync(["a/x/seed-1", "b/x/seed-1", "seed-2"]);
        await Expect(browser.Page.Locator("#legend li span")).ToHaveTextAsync(["a/x/seed-1", "b/x/seed-1", "seed-2", "solved at"]);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_DraggedOver_ZoomsAndComesBack()
    {
        using var runs = new TemporaryRuns();
        runs.Add("one");
        await using BoardServer server = await BoardServer.StartAsync(runs);
        await using OpenBrowser browser = await OpenBrowser.At(server.Address);
        await Expect(browser.Page.Locator("#legend li").First).ToBeVisibleAsync();
        LocatorBoundingBoxResult box = (await browser.Page.Locator(".u-over").BoundingBoxAsync())!;
        await browser.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 50);
        await browser.Page.Mouse.DownAsync();
        await browser.Page.Mouse.MoveAsync(box.X + (box.Width * 0.75f), box.Y + 60, new() { Steps = 5 });
        await browser.Page.Mouse.UpAsync();
        ILocator whole = browser.Page.GetByRole(AriaRole.Button, new() { Name = "Whole range" });
        await Expect(whole).ToBeEnabledAsync();
        await browser.Page.ReloadAsync();
        await Expect(whole).ToBeEnabledAsync();
        await whole.ClickAsync();
        await Expect(whole).ToBeDisabledAsync();
        Assert.Empty(browser.Complaints);
    }
}
