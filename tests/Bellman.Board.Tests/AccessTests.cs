using System.Net;
using System.Net.Sockets;

namespace Bellman.Board.Tests;

/// <summary>Who may look, and at what.</summary>
public sealed class AccessTests
{
    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:80", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("192.168.0.7", HttpStatusCode.Forbidden)]
    public async Task Request_OnLoopback_MustNameThisMachine(string host, HttpStatusCode expected)
    {
        using var runs = new TemporaryRuns();
        await using BoardServer server = await BoardServer.StartAsync(runs);
        Assert.Equal(expected, (await server.Ask("/api/runs", host)).Status);
        Assert.Equal(expected, (await server.Ask("/", host)).Status);
    }

    [Fact]
    public async Task Request_AtAnotherAddress_NeedsTheToken()
    {
        using var runs = new TemporaryRuns();
        await using BoardServer server = await BoardServer.StartAsync(runs, new PageOptions { Listen = IPAddress.Any });
        var local = new UriBuilder(server.Address) { Host = "127.0.0.1" };
        string query = local.Query;
        Assert.Matches(@"^\?token=[0-9a-f]{32}$", query);
        int port = server.Address.Port;

        async Task<HttpStatusCode> Ask(string pathAndQuery, string? cookie = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{pathAndQuery}");
            if (cookie is not null) request.Headers.Add("Cookie", cookie);
            using HttpResponseMessage response = await server.Client.SendAsync(request);
            if (pathAndQuery == "/" + query) Assert.Contains("httponly", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Ask("/"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask("/api/runs"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask("/js/board.js"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask("/?token=00000000000000000000000000000000"));
        Assert.Equal(HttpStatusCode.OK, await Ask("/" + query));
        Assert.Equal(HttpStatusCode.OK, await Ask("/api/runs", $"bellman_{port}={query[7..]}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask("/api/runs", $"bellman_{port}={query[7..^1]}"));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc")]
    [InlineData("inside/../../outside")]
    [InlineData("linked")]
    [InlineData("half")]
    public async Task Curves_OutsideTheFolder_AreRefused(string id)
    {
        using TemporaryRuns runs = new(), others = new();
        others.Add("outside");
        runs.Add("inside");
        string outside = Path.Combine(runs.Path, "..", "outside");
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(Path.Combine(runs.Path, "linked"), Path.Combine(others.Path, "outside"));
            Directory.CreateDirectory(Path.Combine(runs.Path, "half"));
            foreach (string file in (string[])["config.json", "progress.csv"])
                File.CreateSymbolicLink(Path.Combine(runs.Path, "half", file), Path.Combine(others.Path, "outside", file));
        }

        await using BoardServer server = await BoardServer.StartAsync(runs);
        foreach (string what in (string[])["curves", "metrics", "differences"])
        {
            var (status, text) = await server.Ask($"/api/{what}?run={Uri.EscapeDataString(id)}");
            Assert.Equal(HttpStatusCode.NotFound, status);
            Assert.Contains("no run", text, StringComparison.Ordinal);
        }

        Assert.Equal("inside", Assert.Single((await server.Json("/api/runs")).GetProperty("runs").EnumerateArray()).GetProperty("id").GetString());
        Assert.False(Directory.Exists(outside));
    }

    [Fact]
    public async Task Page_EveryAnswer_ForbidsContentOfOthersAndWriting()
    {
        using var runs = new TemporaryRuns();
        await using BoardServer server = await BoardServer.StartAsync(runs);
        using HttpResponseMessage page = await server.Client.GetAsync(server.Address);
        Assert.Contains("default-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await server.Ask("/api/runs", method: HttpMethod.Post)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Ask("/../Bellman.Board.dll")).Status);
    }

    [Fact]
    public async Task Start_PortInUse_SaysWhatToDo()
    {
        using var runs = new TemporaryRuns();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        IOException failure = await Assert.ThrowsAsync<IOException>(() => BoardServer.StartAsync(runs, new PageOptions { Port = port }));
        Assert.Equal($"Port {port} of 127.0.0.1 is in use: give another with --port, or none for a free one.", failure.Message);
    }

    [Fact]
    public async Task Start_FolderMissing_SaysSo()
    {
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => BoardPage.StartAsync("/no/such/folder", new PageOptions()));
    }
}
