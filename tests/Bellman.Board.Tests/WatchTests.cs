using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Xml.Linq;
using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Experiments;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bellman.Board.Tests;

/// <summary>A world live in a browser: it moves, stops, goes step by step, can be played, and shows what the agent thinks.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Page_Agent_PlaysPausesAndSteps()
    {
        await using LocalPage page = await WatchPage.StartAsync("a lander", () => World("LunarLander-v3"), new PageOptions());
        await using OpenBrowser browser = await OpenBrowser.At(page.Address);
        await AtLeast(browser, 30);
        await browser.Page.Keyboard.PressAsync("p");
        await browser.Page.WaitForSelectorAsync("#player[data-playing=false]");
        int paused = await Step(browser);
        await browser.Page.WaitForTimeoutAsync(200);
        Assert.Equal(paused, await Step(browser));
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Step", Exact = true }).ClickAsync();
        await browser.Page.WaitForFunctionAsync($"() => document.querySelector('#player').dataset.step === '{paused + 1}'");

        // The four values are those of the lander's four actions, and the names of its eight numbers stand beside them.
        Assert.Equal("4", await browser.Page.GetAttributeAsync("section:nth-of-type(2)", "data-count"));
        Assert.Contains("main engine", await browser.Page.InnerTextAsync("section:nth-of-type(2)"), StringComparison.Ordinal);
        Assert.Equal("8", await browser.Page.GetAttributeAsync("section:last-of-type", "data-count"));
        await browser.Picture("watch-light");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_SeedTyped_BeginsThatEpisode()
    {
        await using LocalPage page = await WatchPage.StartAsync("a lander", () => World("LunarLander-v3"), new PageOptions());
        await using OpenBrowser browser = await OpenBrowser.At(page.Address, ColorScheme.Dark);
        await AtLeast(browser, 2);
        await browser.Page.GetByLabel("Seed").FillAsync("18446744073709551615");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.Page.WaitForSelectorAsync("#player[data-seed='18446744073709551615']");
        await browser.Page.GetByLabel("Speed").SelectOptionAsync("8");
        await AtLeast(browser, 40);
        await browser.Picture("watch-dark");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_PlayedByHand_TakesAStepForAKeyInAGameOfTurns()
    {
        await using LocalPage page = await WatchPage.StartAsync("a lake", () => World("FrozenLake-v1", withAgent: false), new PageOptions());
        await using OpenBrowser browser = await OpenBrowser.At(page.Address);
        await browser.Page.WaitForSelectorAsync("#player[data-step]");
        await browser.Page.Keyboard.PressAsync("m");
        await browser.Page.Keyboard.PressAsync("r");
        await browser.Page.WaitForSelectorAsync("#player[data-step='0']");
        await browser.Page.Keyboard.PressAsync("1");
        await browser.Page.WaitForSelectorAsync("#player[data-step='1']");
        await browser.Page.WaitForTimeoutAsync(600);
        Assert.Equal(1, await Step(browser));
        await browser.Picture("watch-lake");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_PlayedByHand_HoldsAKeyWhileTheWorldRuns()
    {
        await using LocalPage page = await WatchPage.StartAsync("a lander", () => World("LunarLander-v3"), new PageOptions());
        await using OpenBrowser browser = await OpenBrowser.At(page.Address);
        await AtLeast(browser, 1);
        await browser.Page.Keyboard.PressAsync("m");
        await browser.Page.Keyboard.DownAsync("ArrowUp");
        await browser.Page.WaitForFunctionAsync("() => document.querySelector('.figures dd.text').textContent === 'main engine'");
        int held = await Step(browser);
        await AtLeast(browser, held + 10);
        Assert.Equal("main engine", await browser.Page.InnerTextAsync(".figures dd.text"));
        await browser.Picture("watch-by-hand");
        await browser.Page.Keyboard.UpAsync("ArrowUp");
        await browser.Page.WaitForFunctionAsync("() => document.querySelector('.figures dd.text').textContent === 'nothing'");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Page_PlayedByHandWithNumbers_SteersAndGivesGasAtOnce()
    {
        await using LocalPage page = await WatchPage.StartAsync("a car", () => World("CarRacing-v3", withAgent: false), new PageOptions());
        await using OpenBrowser browser = await OpenBrowser.At(page.Address);
        await AtLeast(browser, 1);
        await browser.Page.Keyboard.PressAsync("m");
        await browser.Page.Keyboard.DownAsync("ArrowUp");
        await Pedals("0", "1", "0");
        await browser.Page.Keyboard.DownAsync("ArrowLeft");
        await Pedals("-1", "1", "0");
        await browser.Page.Keyboard.DownAsync("ArrowRight");
        await Pedals("1", "1", "0");
        await browser.Page.Keyboard.UpAsync("ArrowUp");
        await Pedals("1", "0", "0");
        await browser.Picture("watch-car");
        await browser.Page.Keyboard.UpAsync("ArrowRight");
        await Pedals("-1", "0", "0");
        Assert.Empty(browser.Complaints);

        Task Pedals(params string[] numbers) => Expect(browser.Page.Locator("section:nth-of-type(3) .number")).ToHaveTextAsync(numbers);
    }

    [Fact]
    public async Task Board_RunWithModels_PlaysTheChosenOneBesideItsCurve()
    {
        using var runs = new TemporaryRuns();
        runs.Add("trained");
        string[] models = [.. ((string[])["model.bellman", "checkpoints/step-000001500.ckpt", "snapshots/step-000000100.bellman"]).Select(name => Path.Combine(runs.Path, "trained", name))];
        foreach (string model in models) Directory.CreateDirectory(Path.GetDirectoryName(model)!);
        foreach (string model in models) await File.WriteAllTextAsync(model, "", TestContext.Current.CancellationToken);
        var opened = new List<string>();
        await using BoardServer server = await BoardServer.StartAsync(runs, open: model =>
        {
            lock (opened) opened.Add(model);
            return World("LunarLander-v3");
        });
        await using OpenBrowser browser = await OpenBrowser.At(server.Address);
        await Expect(browser.Page.GetByLabel("Model").Locator("option")).ToHaveTextAsync(["last", "snapshot at step 100", "checkpoint at step 1,500"]);
        await browser.Page.GetByLabel("Model").SelectOptionAsync("checkpoints/step-000001500.ckpt");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Watch it play" }).ClickAsync();
        await AtLeast(browser, 10);
        await browser.Page.Locator("#player canvas").ScrollIntoViewIfNeededAsync();
        await browser.Picture("board-watch");
        Assert.Equal(models[1], Assert.Single(opened));

        // A ring stands at step 1500 of 10 to 2000, on its curve.
        IDownload picture = await browser.Page.RunAndWaitForDownloadAsync(() => browser.Page.GetByRole(AriaRole.Button, new() { Name = "SVG" }).ClickAsync());
        XElement ring = XDocument.Load(await picture.PathAsync()).Root!.Elements().Single(element => element.Name.LocalName == "circle");
        Assert.Equal(70 + (810 * 1490 / 1990.0), double.Parse(ring.Attribute("cx")!.Value, CultureInfo.InvariantCulture), 1);

        // Its keys are heard where it has the focus, and only there.
        await browser.Page.Locator("#player canvas").FocusAsync();
        await browser.Page.Keyboard.PressAsync("p");
        await browser.Page.WaitForSelectorAsync("#player[data-playing=false]");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await browser.Page.WaitForSelectorAsync("#player:not([data-step])", new() { State = WaitForSelectorState.Attached });
        Assert.Empty(browser.Complaints);

        foreach (string other in (string[])["../trained/model.bellman", "config.json", "best.bellman"])
        {
            using var socket = new ClientWebSocket();
            var address = new UriBuilder(server.Address) { Scheme = "ws", Path = WatchPage.SocketPath, Query = $"run=trained&model={Uri.EscapeDataString(other)}" }.Uri;
            await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
            string refusal = JsonDocument.Parse(await Receive(socket)).RootElement.GetProperty("error").GetString()!;
            Assert.Equal($"There is no model '{other}' of a run 'trained' below this folder.", refusal);
        }

        Assert.Single(opened);
    }

    [Fact]
    public async Task Board_ModelThatDoesNotOpen_IsSaidOnThePage()
    {
        using var runs = new TemporaryRuns();
        string model = Path.Combine(runs.Add("broken"), "model.bellman");
        await File.WriteAllTextAsync(model, "no model", TestContext.Current.CancellationToken);
        await using BoardServer server = await BoardServer.StartAsync(runs, open: file => throw new CheckpointFormatException($"{file}: this is not a Bellman file."));
        await using OpenBrowser browser = await OpenBrowser.At(server.Address);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Watch it play" }).ClickAsync();
        await Expect(browser.Page.Locator("#player")).ToHaveTextAsync($"{model}: this is not a Bellman file.");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Socket_OfAPageOfAnotherSite_IsRefused()
    {
        await using LocalPage page = await WatchPage.StartAsync("a lander", () => World("LunarLander-v3"), new PageOptions());
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "http://elsewhere.example");
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(SocketOf(page), TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Socket_Nonsense_IsPassedOver()
    {
        await using LocalPage page = await WatchPage.StartAsync("a lander", () => World("LunarLander-v3"), new PageOptions());
        using var socket = new ClientWebSocket();
        CancellationToken stop = TestContext.Current.CancellationToken;
        await socket.ConnectAsync(SocketOf(page), stop);
        string[] nonsense = ["{", "[]", "null", "{\"do\":\"fly\"}", "{\"do\":\"keys\",\"action\":[9]}", "{\"do\":\"keys\",\"action\":[0.5]}", "{\"do\":\"speed\",\"speed\":-1}", "{\"do\":\"player\",\"byHand\":true}", "{\"do\":\"keys\",\"action\":[1,2,3]}"];
        foreach (string text in nonsense) await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, stop);
        await socket.SendAsync("{\"do\":\"reset\",\"seed\":\"77\"}"u8.ToArray(), WebSocketMessageType.Text, true, stop);
        JsonElement introduction = JsonDocument.Parse(await Receive(socket)).RootElement;
        Assert.Equal("LunarLander-v3", introduction.GetProperty("environment").GetString());
        for (int i = 0; i < 1000; i++)
        {
            byte[] message = await Receive(socket);
            int length = BitConverter.ToInt32(message);
            JsonElement state = JsonDocument.Parse(message.AsMemory(4, length)).RootElement;
            if (state.GetProperty("seed").GetString() != "77") continue;
            Assert.Equal(0, state.GetProperty("step").GetInt32());
            Assert.Equal(1, message[4 + length]);
            return;
        }

        Assert.Fail("The seed was never obeyed.");
    }

    private static Uri SocketOf(LocalPage page) => new UriBuilder(page.Address) { Scheme = "ws", Path = WatchPage.SocketPath }.Uri;

    private static async Task<byte[]> Receive(WebSocket socket)
    {
        var buffer = new byte[1 << 20];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken);
            length += part.Count;
            if (part.EndOfMessage) return buffer[..length];
        }
    }

    private static async Task AtLeast(OpenBrowser browser, int steps) =>
        await browser.Page.WaitForFunctionAsync($"() => Number(document.querySelector('#player').dataset.step) >= {steps}");

    private static async Task<int> Step(OpenBrowser browser) => int.Parse((await browser.Page.GetAttributeAsync("#player", "data-step"))!, System.Globalization.CultureInfo.InvariantCulture);

    private static WatchedWorld World(string id, bool withAgent = true)
    {
        using VectorEnv worlds = Envs.MakeVector(id);
        return new WatchedWorld(Envs.Make(id), withAgent ? new DqnAgent(worlds, new DqnOptions(), seed: 1) : null, seed: 5);
    }
}
