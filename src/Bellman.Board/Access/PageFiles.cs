using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bellman.Board;

/// <summary>The files of the page, which are embedded in the program.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";
    private static readonly Assembly Program = typeof(PageFiles).Assembly;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
    };

    /// <summary>Serves every file under its path.</summary>
    /// <param name="app">The server.</param>
    /// <param name="start">The file that is served at the root.</param>
    public static void Map(WebApplication app, string start)
    {
        foreach (string name in Program.GetManifestResourceNames())
        {
            string path = name.Replace('\\', '/');
            if (path.StartsWith(Prefix, StringComparison.Ordinal)) app.MapGet("/" + path[Prefix.Length..], () => File(name));
        }

        app.MapGet("/", () => File(Prefix + start));
    }

    private static IResult File(string name) => Results.Stream(Program.GetManifestResourceStream(name)!, Types[Path.GetExtension(name)]);
}
