using System.Net.WebSockets;
using System.Text.Json;
using Bellman.Core;
using Bellman.Experiments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bellman.Board;

/// <summary>
/// A page with one world, drawn live in the browser and played by an agent, at random or by hand. Each browser that looks has a world of its own,
/// which is stepped no faster than that browser takes the pictures.
/// </summary>
public static class WatchPage
{
    internal const string SocketPath = "/api/watch";

    /// <summary>Starts serving it.</summary>
    /// <param name="title">What is shown, for the page's heading.</param>
    /// <param name="open">Makes a world, in which an episode runs, with who plays it; called for each browser, on its own thread.</param>
    /// <param name="options">Where.</param>
    /// <returns>The page; disposing it ends it.</returns>
    /// <exception cref="IOException">The port or the address can't be used.</exception>
    public static Task<LocalPage> StartAsync(string title, Func<WatchedWorld> open, PageOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        ArgumentNullException.ThrowIfNull(open);
        return LocalPage.StartAsync(options, "watch.html", app => Map(app, SocketPath, _ => (title, open())));
    }

    /// <summary>Serves worlds over web sockets.</summary>
    /// <param name="app">The server.</param>
    /// <param name="path">Where.</param>
    /// <param name="open">Makes the world that a request asks for; an exception's message is what the page shows.</param>
    internal static void Map(WebApplication app, string path, Func<HttpRequest, (string Title, WatchedWorld World)> open)
    {
        app.UseWebSockets();
        app.MapGet("/js/message-canvas.js", () => Results.Text(MessageCanvas.Script, "text/javascript"));
        app.Map(path, context => ServeAsync(context, open));
    }

    private static async Task ServeAsync(HttpContext context, Func<HttpRequest, (string Title, WatchedWorld World)> open)
    {
        if (!context.WebSockets.IsWebSocketRequest) throw new ArgumentException("This address takes web sockets alone.");
        // A page of another site may open a socket to this machine; browsers then tell whose page it is.
        string origin = context.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && from.Authority == context.Request.Host.Value))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        (string Title, WatchedWorld World) opened;
        try
        {
            opened = open(context.Request);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            await RefuseAsync(socket, exception.Message, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        using (opened.World) await new WatchSession(socket, opened.Title, opened.World).RunAsync(context.RequestAborted).ConfigureAwait(false);
    }

    // A refused socket tells a page nothing but that it failed; an open one can say why.
    private static async Task RefuseAsync(WebSocket socket, string reason, CancellationToken stop)
    {
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { error = reason }), WebSocketMessageType.Text, true, stop).ConfigureAwait(false);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The browser went away.
        }
    }
}
