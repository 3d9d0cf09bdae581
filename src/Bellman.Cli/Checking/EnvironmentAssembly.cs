using System.Reflection;
using System.Runtime.Loader;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>The environments in an assembly that somebody else built.</summary>
internal sealed class EnvironmentAssembly
{
    private readonly string _path;
    private readonly Assembly _assembly;

    private EnvironmentAssembly(string path, Assembly assembly) => (_path, _assembly) = (path, assembly);

    /// <summary>Loads an assembly with what it references; Bellman's own libraries are those of this program.</summary>
    /// <exception cref="UsageException">There is no such file, or it is no assembly.</exception>
    public static EnvironmentAssembly Load(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new UsageException($"'{path}' is a folder; what is checked is an assembly, for instance bin/Release/net10.0/Mine.dll.");
        if (!File.Exists(full)) throw new UsageException($"There is no file '{path}'.");
        try
        {
            return new EnvironmentAssembly(path, new Context(full).LoadFromAssemblyPath(full));
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException)
        {
            throw new UsageException($"'{path}' is not an assembly that .NET can load.", exception);
        }
    }

    /// <summary>All environments in it that can be made without being told anything.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public IReadOnlyList<Type> Environments()
    {
        Type[] found = [.. Types().Where(type => IsEnvironment(type) && MakerOf(type) is not null).OrderBy(type => type.FullName, StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new UsageException($"'{_path}' holds no class that derives from Env and has a constructor without parameters.");
    }

    /// <summary>The environment of a name, with or without its namespace.</summary>
    /// <exception cref="UsageException">There is none, or it can't be made.</exception>
    public Type Environment(string name)
    {
        Type[] types = Types();
        Type[] found = [.. types.Where(type => type.FullName == name)];
        if (found.Length == 0) found = [.. types.Where(type => type.Name == name)];
        if (found.Length > 1) throw new UsageException($"'{_path}' holds several types '{name}': {string.Join(", ", found.Select(type => type.FullName))}.");
        if (found.Length == 0)
            throw new UsageException($"'{_path}' holds no type '{name}'.{NearestName.Suggestion(name, types.Where(IsEnvironment).SelectMany(type => new[] { type.Name, type.FullName! }))}");
        Type one = found[0];
        if (!one.IsSubclassOf(typeof(Env))) throw new UsageException($"{one.FullName} does not derive from Bellman.Core.Env.");
        if (one.IsAbstract || one.ContainsGenericParameters) throw new UsageException($"{one.FullName} is {(one.IsAbstract ? "abstract" : "generic")}, so that there is nothing to make.");
        if (MakerOf(one) is null) throw new UsageException($"{one.FullName} has no constructor without parameters, or with defaults for all of them.");
        return one;
    }

    /// <summary>How an environment of a type is made.</summary>
    public static Func<Env> Maker(Type type)
    {
        ConstructorInfo constructor = MakerOf(type)!;
        object?[] arguments = [.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)];
        return () => (Env)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static bool IsEnvironment(Type type) => type.IsSubclassOf(typeof(Env)) && !type.IsAbstract && !type.ContainsGenericParameters;

    private static ConstructorInfo? MakerOf(Type type) => type
        .GetConstructors(BindingFlags.Instance | BindingFlags.Public)
        .Where(constructor => Array.TrueForAll(constructor.GetParameters(), parameter => parameter.HasDefaultValue))
        .MinBy(constructor => constructor.GetParameters().Length);

    private Type[] Types()
    {
        try
        {
            return _assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            throw new UsageException($"'{_path}' does not fit this program: {exception.LoaderExceptions.FirstOrDefault()?.Message ?? exception.Message}", exception);
        }
    }

    /// <summary>Takes what this program has from this program, so that an Env there is an Env here; the rest from the assembly's own folder.</summary>
    private sealed class Context(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            try
            {
                return Default.LoadFromAssemblyName(assemblyName);
            }
            catch (Exception exception) when (exception is FileNotFoundException or FileLoadException)
            {
                return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
            }
        }
    }
}
