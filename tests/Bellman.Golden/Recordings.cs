using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Bellman.Golden;

/// <summary>
/// The recorded facts that the tests compare with: the packed ones of this repository, and those of a further folder of
/// the same form that the environment variable <c>BELLMAN_GOLDEN</c> names.
/// </summary>
public static class Recordings
{
    /// <summary>The environment variable that names a further folder of recordings.</summary>
    public const string FolderVariable = "BELLMAN_GOLDEN";

    private const string Packed = "packed:";
    private const string Folder = "folder:";
    private static readonly ConcurrentDictionary<string, SortedDictionary<string, byte[]>> Packs = new();

    /// <summary>
    /// Names of all recordings whose path begins with a prefix, such as <c>"episodes/CartPole-v1_"</c> or <c>"rng.json"</c>:
    /// packed ones, then those of the further folder. Each name is an argument for <see cref="Read"/>.
    /// </summary>
    /// <param name="prefix">How the path inside the folder of recordings begins, with forward slashes.</param>
    /// <returns>The names in order.</returns>
    public static IEnumerable<string> Names(string prefix)
    {
        IEnumerable<string> packed = Open(PackOf(prefix)).Keys
            .Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Select(path => Packed + path);
        return packed.Concat(FolderNames(prefix));
    }

    /// <summary>Reads one recording.</summary>
    /// <param name="name">A name from <see cref="Names"/>, or the path of a packed recording.</param>
    /// <returns>Its JSON.</returns>
    public static JsonElement Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(Bytes(name));
        return document.RootElement.Clone();
    }

    /// <summary>Whether a name is that of a packed recording, rather than one of the further folder.</summary>
    /// <param name="name">A name from <see cref="Names"/>.</param>
    /// <returns>True if so.</returns>
    public static bool IsPacked(string name) => !name.StartsWith(Folder, StringComparison.Ordinal);

    /// <summary>The pack that holds a path: one for each folder, and one for each file outside folders.</summary>
    /// <param name="path">Path inside the folder of recordings.</param>
    /// <returns>File name of the pack.</returns>
    public static string PackOf(string path) => path.Split('/')[0].Replace(".json", string.Empty, StringComparison.Ordinal) + ".pack";

    private static byte[] Bytes(string name)
    {
        if (name.StartsWith(Folder, StringComparison.Ordinal))
            return File.ReadAllBytes(Path.Combine(FurtherFolder()!, name[Folder.Length..]));
        string path = name.StartsWith(Packed, StringComparison.Ordinal) ? name[Packed.Length..] : name;
        return Open(PackOf(path)).TryGetValue(path, out byte[]? json)
            ? json
            : throw new FileNotFoundException($"No recording named {path} is packed.");
    }

    private static IEnumerable<string> FolderNames(string prefix)
    {
        string? root = FurtherFolder();
        if (root is null)
            return [];
        string folder = Path.Combine(root, Path.GetDirectoryName(prefix) ?? string.Empty);
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder, "*.json")
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(path => path.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => Folder + path);
    }

    private static string? FurtherFolder()
    {
        string? root = Environment.GetEnvironmentVariable(FolderVariable);
        if (string.IsNullOrEmpty(root))
            return null;
        return Directory.Exists(root) ? root : throw new DirectoryNotFoundException($"{FolderVariable} names {root}, which is no folder.");
    }

    private static SortedDictionary<string, byte[]> Open(string pack) => Packs.GetOrAdd(pack, static name =>
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        return stream is null ? [] : Pack.Read(stream);
    });
}
