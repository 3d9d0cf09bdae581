using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Cli;

/// <summary>An environment to be checked.</summary>
/// <param name="Name">Its id, or its type's full name.</param>
/// <param name="Make">Makes one.</param>
internal sealed record CheckTarget(string Name, Func<Env> Make)
{
    private const string Extension = ".dll";

    /// <summary>What a word on the command line stands for: an id, an assembly, or a type of one behind a colon.</summary>
    /// <exception cref="UsageException">There is no such thing.</exception>
    public static IReadOnlyList<CheckTarget> Find(string text)
    {
        int end = text.LastIndexOf(Extension + ":", StringComparison.OrdinalIgnoreCase);
        if (end >= 0)
        {
            int colon = end + Extension.Length;
            return [Of(EnvironmentAssembly.Load(text[..colon]).Environment(text[(colon + 1)..]))];
        }

        if (text.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)) return [.. EnvironmentAssembly.Load(text).Environments().Select(Of)];
        _ = Failure.OfUsage(() => Envs.Spec(text));
        return [new CheckTarget(text, () => Envs.Make(text))];
    }

    /// <summary>The same in wrappers.</summary>
    /// <exception cref="UsageException">A wrapper is unknown or does not fit.</exception>
    public CheckTarget In(string[] wrappers)
    {
        if (wrappers.Length == 0) return this;
        Failure.OfUsage(() => WrapperRegistry.Wrap(Make(), wrappers)).Dispose();
        return this with { Make = () => WrapperRegistry.Wrap(Make(), wrappers) };
    }

    private static CheckTarget Of(Type type) => new(type.FullName!, EnvironmentAssembly.Maker(type));
}
