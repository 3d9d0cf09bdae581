namespace Bellman.Board;

/// <summary>The files with models that a run has kept. Links are not followed, for they could lead out of the folder.</summary>
internal static class RunModels
{
    /// <summary>Their names below the run's folder: the last, the best, then snapshots and checkpoints, each from the latest on.</summary>
    public static IReadOnlyList<string> Of(string folder)
    {
        IEnumerable<string> own = ((string[])["model.bellman", "best.bellman"]).Where(name => IsOwn(new FileInfo(Path.Combine(folder, name))));
        return [.. own, .. In(folder, "snapshots", "*.bellman"), .. In(folder, "checkpoints", "*.ckpt")];
    }

    private static IEnumerable<string> In(string folder, string inner, string pattern)
    {
        var files = new DirectoryInfo(Path.Combine(folder, inner));
        IEnumerable<string> names = files.Exists && files.LinkTarget is null ? files.EnumerateFiles(pattern).Where(IsOwn).Select(file => $"{inner}/{file.Name}") : [];
        return names.OrderDescending(StringComparer.Ordinal);
    }

    private static bool IsOwn(FileInfo file) => file.Exists && file.LinkTarget is null;
}
