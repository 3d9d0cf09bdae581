using Bellman.Core;
using Bellman.Environments;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary>An environment to be checked.</summary>
/// <param name="Name">Its id, or its type's full name.</param>
/// <param name="Make">Makes one.</param>
internal sealed record CheckTarget(string Name, Func<Env> Make)
{
    private const string Extension = ".dll";

    /// <summary>What a word on the command line stands for: an id, an assembly, or a type of one behind a colon.</summary>
    /// <param name="text">The word.</param>
    /// <param name="assignments">Options of an id, as <c>environment.gravity=-5</c>.</param>
    /// <exception cref="UsageException">There is no such thing, or no such option.</exception>
    public static IReadOnlyList<CheckTarget> Find(string text, string[] assignments)
    {
        int end = text.LastIndexOf(Extension + ":", StringComparison.OrdinalIgnoreCase);
        bool isAssembly = text.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
        if (assignments.Length > 0 && (end >= 0 || isAssembly)) throw new UsageException($"--set goes with an id of `bellman envs`; '{text}' is made with its own defaults.");
        if (end >= 0)
        {
            int colon = end + Extension.Length;
            return [Of(EnvironmentAssembly.Load(text[..colon]).Environment(text[(colon + 1)..]))];
        }

        if (isAssembly) return [.. EnvironmentAssembly.Load(text).Environments().Select(Of)];
        object? options = Failure.OfUsage(() => EnvironmentOptions.Read(text, assignments));
        return [new CheckTarget(text, () => Envs.Make(text, options))];
    }

    /// <summary>The same in wrappers.</summary>
    /// <exception cref="UsageException">A wrapper is unknown or does not fit.</exception>
    public CheckTarget In(string[] wrappers)
    {
        if (wrappers.Length == 0) return this;
        foreach (string wrapper in wrappers) Failure.OfUsage(() => WrapperRegistry.Check(wrapper));
        if (Usable() is { } env) Failure.OfUsage(() => WrapperRegistry.Wrap(env, wrappers)).Dispose();
        return this with { Make = () => WrapperRegistry.Wrap(Make(), wrappers) };
    }

    /// <summary>One that can be made and shows its spaces; what keeps another from it is for the check to find, and says nothing of the wrappers.</summary>
    private Env? Usable()
    {
        Env? env = null;
        try
        {
            env = Make();
            if (env is { ObservationSpace: not null, ActionSpace: not null }) return env;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The check meets it again and tells of it.
        }

        env?.Dispose();
        return null;
    }

    private static CheckTarget Of(Type type) => new(type.FullName!, EnvironmentAssembly.Maker(type));
}
