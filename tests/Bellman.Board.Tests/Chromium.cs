namespace Bellman.Board.Tests;

/// <summary>The browser that the page is tested in.</summary>
internal static class Chromium
{
    /// <summary>The environment variable that names the program.</summary>
    public const string Variable = "BELLMAN_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The program, or <see langword="null"/> where there is none.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Find();

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
