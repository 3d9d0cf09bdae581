using Microsoft.Playwright;

namespace Bellman.Board.Tests;

/// <summary>A page in a real Chromium, which remembers everything that the console complained about.</summary>
internal sealed class OpenBrowser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private OpenBrowser(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, failed requests, and requests to other hosts.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a page; skips the test where there is no Chromium.</summary>
    public static async Task<OpenBrowser> At(Uri address, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(Chromium.Program is null, $"NO CHROMIUM: the page is not tested. Install chromium, or name one in {Chromium.Variable}.");
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Program, Args = ["--no-sandbox", "--disable-gpu"] });
        IPage page = await browser.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = 800 } });
        var opened = new OpenBrowser(playwright, browser, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") opened.Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => opened.Complaints.Add(error);
        page.Request += (_, request) =>
        {
            var target = new Uri(request.Url);
            if (target.Scheme is "http" or "https" && target.Authority != address.Authority) opened.Complaints.Add($"asked {request.Url}");
        };
        await page.GotoAsync(address.AbsoluteUri);
        return opened;
    }

    /// <summary>Keeps a picture of the page beside the tests' other output, to be looked at.</summary>
    public async Task<byte[]> Picture(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName;
        return await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
