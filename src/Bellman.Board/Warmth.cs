using System.Net;

namespace Bellman.Board;

/// <summary>
/// The first answers of a server that has just started are slow, for they are compiled. A page that asks itself for them while the browser starts has that behind it.
/// </summary>
internal static class Warmth
{
    /// <summary>Asks a page for paths, one after the other; one that does not answer is left alone.</summary>
    /// <param name="page">The page.</param>
    /// <param name="listen">The address that it listens at.</param>
    /// <param name="paths">The paths, each from a slash on.</param>
    public static async Task AskAsync(LocalPage page, IPAddress listen, params string[] paths)
    {
        string host = listen.Equals(IPAddress.Any) ? "127.0.0.1" : listen.Equals(IPAddress.IPv6Any) ? "[::1]" : page.Address.Host;
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            foreach (string path in paths) await client.GetByteArrayAsync(new UriBuilder("http", host, page.Address.Port, path, page.Address.Query).Uri).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // The page has ended already, or can't be reached from here: then the browser's first answers are as slow as they are.
        }
    }
}
