using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Experiments;

/// <summary>The wrappers that options can name.</summary>
public static class EnvironmentWrappers
{
    private static readonly Dictionary<string, Func<Env, Env>> Known = new(StringComparer.Ordinal)
    {
        ["time_aware"] = env => new TimeAware(env),
    };

    /// <summary>The names of all wrappers.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Wraps an environment.</summary>
    /// <param name="env">The environment, which the wrapper takes over.</param>
    /// <param name="name">The wrapper's name.</param>
    /// <exception cref="FormatException">There is no such wrapper; the message names the nearest.</exception>
    public static Env Wrap(Env env, string name)
    {
        ArgumentNullException.ThrowIfNull(env);
        return Find(name)(env);
    }

    /// <summary>The names themselves, after a check that each is known.</summary>
    internal static IReadOnlyList<string> Checked(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names) Find(name);
        return [.. names];
    }

    private static Func<Env, Env> Find(string name) =>
        Known.TryGetValue(name, out Func<Env, Env>? wrap)
            ? wrap
            : throw new FormatException($"There is no wrapper '{name}'.{NearestName.Suggestion(name, Known.Keys)}");
}
