namespace Bellman.Cli;

/// <summary>Paths as they are typed.</summary>
internal static class TypedPath
{
    /// <summary>The path relative to where the user is, if it lies there.</summary>
    public static string Of(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>In quotation marks where a shell would break it.</summary>
    public static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;
}
