using System.Net;
using System.Text.Json;
using Bellman.Experiments;

namespace Bellman.Board.Tests;

/// <summary>A board over some runs, and a client that asks it.</summary>
internal sealed class BoardServer : IAsyncDisposable
{
    private readonly LocalPage _page;

    private BoardServer(LocalPage page) => _page = page;

    /// <summary>Where it is.</summary>
    public Uri Address => _page.Address;

    /// <summary>Asks as a browser does, without following anywhere.</summary>
    public HttpClient Client { get; } = new(new HttpClientHandler { UseCookies = false });

    /// <summary>Starts it.</summary>
    public static async Task<BoardServer> StartAsync(TemporaryRuns runs, PageOptions? options = null, Func<string, WatchedWorld>? open = null) =>
        new(await BoardPage.StartAsync(runs.Path, options ?? new PageOptions(), open));

    /// <summary>Asks for JSON.</summary>
    public async Task<JsonElement> Json(string path) => JsonDocument.Parse(await Client.GetStringAsync(new Uri(Address, path))).RootElement;

    /// <summary>Asks with another host's name, or with headers.</summary>
    public async Task<(HttpStatusCode Status, string Text)> Ask(string path, string? host = null, string? cookie = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(Address, path));
        if (host is not null) request.Headers.Host = host;
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using HttpResponseMessage response = await Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _page.DisposeAsync();
    }
}
