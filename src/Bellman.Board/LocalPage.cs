using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bellman.Board;

/// <summary>A small web server in this process: the embedded page, guarded, and what is mapped beside it.</summary>
public sealed class LocalPage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalPage(WebApplication app, Uri address) => (_app, Address) = (app, address);

    /// <summary>Where the page is, with the token where one is needed.</summary>
    public Uri Address { get; }

    /// <summary>Starts serving.</summary>
    /// <param name="options">Where.</param>
    /// <param name="start">The embedded file that is shown at the root.</param>
    /// <param name="map">Adds what else there is.</param>
    /// <exception cref="IOException">The port or the address can't be used.</exception>
    public static async Task<LocalPage> StartAsync(PageOptions options, string start, Action<WebApplication> map)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(map);
        WebApplication app = Build(options);
        var guard = new AccessGuard(options.Listen);
        app.Use(next => context => guard.Invoke(context, next));
        app.Use(next => context => AnswerFailures(context, next));
        PageFiles.Map(app, start);
        map(app);
        await BindAsync(app, options).ConfigureAwait(false);
        int port = new Uri(app.Urls.First()).Port;
        string token = guard.Token is { } needed ? $"?token={needed}" : "";
        return new LocalPage(app, new UriBuilder("http", HostOf(options.Listen), port, "/", token).Uri);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A browser that is still loading is not waited for.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(PageOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        // Ctrl-C belongs to the program, and the environment does not say where to listen.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // A request may name hundreds of runs.
            kestrel.Limits.MaxRequestLineSize = 1 << 18;
            kestrel.Limits.MaxRequestBufferSize = 1 << 20;
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Listen, options.Port);
        });
        return builder.Build();
    }

    private static async Task BindAsync(WebApplication app, PageOptions options)
    {
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new IOException(Reason(options, exception), exception);
        }
    }

    private static string Reason(PageOptions options, Exception exception) => exception switch
    {
        { InnerException: AddressInUseException } => $"Port {options.Port} of {options.Listen} is in use: give another with --port, or none for a free one.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"Port {options.Port} can't be used without further rights: give one from 1024 on with --port, or none for a free one.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => $"This machine has no address {options.Listen}: give one of its own with --listen.",
        _ => $"{options.Listen} can't be listened at: {exception.Message}",
    };

    private static string HostOf(IPAddress listen) => listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any) ? Dns.GetHostName() : listen.ToString();

    /// <summary>What can't be read is said to the page, which shows it.</summary>
    private static async Task AnswerFailures(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.Response.HasStarted && exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            context.Response.StatusCode = exception is ArgumentException or BadHttpRequestException ? StatusCodes.Status400BadRequest : StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsJsonAsync(new { error = exception.Message }).ConfigureAwait(false);
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
