using Bellman.Core;

namespace Bellman.Training;

/// <summary>
/// Callbacks and sinks in a checkpoint, by name and not by position: a training may be resumed with others than it was started with.
/// What the checkpoint does not know starts afresh.
/// </summary>
internal static class SavedParts
{
    public static void Save<T>(CheckpointWriter writer, string kind, IEnumerable<T> parts, Func<T, string> name, Action<T> save)
    {
        foreach ((string key, T part) in Named(kind, parts, name))
        {
            using (writer.Section(key))
            {
                writer.Write("present", true);
                save(part);
            }
        }
    }

    public static void Load<T>(CheckpointReader reader, string kind, IEnumerable<T> parts, Func<T, string> name, Action<T> load)
    {
        foreach ((string key, T part) in Named(kind, parts, name))
        {
            using (reader.Section(key))
            {
                if (reader.Contains("present")) load(part);
            }
        }
    }

    private static IEnumerable<(string Key, T Part)> Named<T>(string kind, IEnumerable<T> parts, Func<T, string> name)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (T part in parts)
        {
            string own = name(part);
            int count = counts[own] = counts.GetValueOrDefault(own) + 1;
            yield return (count == 1 ? $"{kind}/{own}" : $"{kind}/{own}#{count}", part);
        }
    }
}
