using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Bellman.Board;

/// <summary>
/// Lets in who may look. On this machine's own address a request must name it as its host: a page of another site whose name is bent to this address (DNS rebinding) sends that site's name.
/// At any other address a request must bring the token, in the address or in the cookie that the first visit leaves.
/// </summary>
internal sealed class AccessGuard(IPAddress listen)
{
    private const string TokenKey = "token";

    /// <summary>What a request must bring; <see langword="null"/> where this machine alone reaches the page.</summary>
    public string? Token { get; } = IPAddress.IsLoopback(listen) ? null : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Answers what may not pass, and hands on what may.</summary>
    public Task Invoke(HttpContext context, RequestDelegate next)
    {
        ProtectContent(context.Response.Headers);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return Refuse(context, StatusCodes.Status405MethodNotAllowed, "This page only shows; nothing can be sent to it.");
        if (Token is null)
        {
            return IsOwnHost(context.Request.Host.Host)
                ? next(context)
                : Refuse(context, StatusCodes.Status403Forbidden, "This page is for this machine alone: open it as 127.0.0.1 or localhost, or start it with --listen.");
        }

        // Cookies know no ports: two pages of one machine need two names.
        string cookie = $"bellman_{context.Connection.LocalPort}";
        string given = context.Request.Query[TokenKey].ToString();
        if (given.Length > 0 && IsToken(given))
        {
            context.Response.Cookies.Append(cookie, given, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict });
            return next(context);
        }

        return IsToken(context.Request.Cookies[cookie] ?? "")
            ? next(context)
            : Refuse(context, StatusCodes.Status401Unauthorized, "The token is missing or wrong: open the whole address that was printed when the page was started.");
    }

    /// <summary>Everything comes from this program: content of other hosts is not let in, and other sites can't show the page in theirs.</summary>
    private static void ProtectContent(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static Task Refuse(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(message + "\n");
    }

    private bool IsOwnHost(string host) =>
        host is "localhost" or "127.0.0.1" or "[::1]" || (IPAddress.TryParse(host, out IPAddress? address) && address.Equals(listen));

    private bool IsToken(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Token!));
}
