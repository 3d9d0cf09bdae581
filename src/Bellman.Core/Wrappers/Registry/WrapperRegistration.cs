using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>An entry of the registry of wrappers: a name, and a constructor or function whose parameters after the environment are the arguments.</summary>
public sealed class WrapperRegistration
{
    private readonly Func<object?[], Env> _create;
    private readonly string[] _written;

    internal WrapperRegistration(string name, Type? type, ParameterInfo[] parameters, Func<object?[], Env> create)
    {
        if (parameters.Length == 0 || parameters[0].ParameterType != typeof(Env))
            throw new ArgumentException($"The first parameter of the wrapper '{name}' has to be an Env.");
        if (parameters.Skip(1).FirstOrDefault(parameter => !OptionValue.IsValue(parameter.ParameterType)) is { } unfit)
            throw new ArgumentException($"The parameter '{unfit.Name}' of the wrapper '{name}' is of type {unfit.ParameterType.Name}, which no text can give.");
        Name = name;
        Type = type;
        _create = create;
        _written = [.. parameters.Skip(1).Select(parameter => parameter.Name!)];
        Parameters = [.. parameters.Skip(1).Select(parameter => new WrapperParameter(
            OptionsJson.Name(parameter.Name!), parameter.ParameterType, !parameter.HasDefaultValue, Default(parameter)))];
    }

    /// <summary>The wrapper's name, for instance <c>TimeLimit</c>.</summary>
    public string Name { get; }

    /// <summary>The wrapper's class, or <see langword="null"/> where a function makes it.</summary>
    public Type? Type { get; }

    /// <summary>The arguments that it takes, in their order.</summary>
    public ImmutableArray<WrapperParameter> Parameters { get; }

    /// <summary>Makes the wrapper around an environment.</summary>
    /// <exception cref="FormatException">The environment or an argument does not suit the wrapper; the message names both.</exception>
    internal Env Wrap(Env env, WrapperSpec spec)
    {
        object?[] arguments = [env, .. Bind(spec)];
        try
        {
            return _create(arguments);
        }
        catch (ArgumentException exception)
        {
            string message = exception.Message.Split(" (Parameter '")[0];
            foreach (string written in _written) message = message.Replace(written, OptionsJson.Name(written), StringComparison.Ordinal);
            throw new FormatException($"The wrapper {spec} can't go around {env}: {message}", exception);
        }
    }

    /// <summary>The values of all parameters, those that were not given with their defaults.</summary>
    /// <exception cref="FormatException">An argument is unknown, missing or of another type.</exception>
    internal object?[] Bind(WrapperSpec spec)
    {
        var values = new object?[Parameters.Length];
        var given = new bool[Parameters.Length];
        for (int i = 0; i < spec.Arguments.Count; i++)
        {
            (string? name, JsonNode? value) = spec.Arguments[i];
            int at = name is null ? Position(spec, i) : Named(name);
            if (given[at]) throw new FormatException($"The wrapper {Name} is given '{Parameters[at].Name}' twice.");
            given[at] = true;
            values[at] = Read(Parameters[at], value);
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (given[i]) continue;
            if (Parameters[i].IsRequired) throw new FormatException($"The wrapper {Name} needs {Parameters[i].Name}: write {Name}:{Parameters[i].Name}=...");
            values[i] = Parameters[i].Default;
        }

        return values;
    }

    private static object? Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue) return null;
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue is { } value && type.IsEnum ? Enum.ToObject(type, value) : parameter.DefaultValue;
    }

    private int Position(WrapperSpec spec, int index)
    {
        if (spec.Arguments.Take(index).Any(argument => argument.Name is not null))
            throw new FormatException($"In '{spec}' an argument without a name stands after one with a name.");
        return index < Parameters.Length ? index : throw new FormatException($"'{spec}' has too many arguments. {Takes()}");
    }

    private int Named(string name)
    {
        for (int i = 0; i < Parameters.Length; i++)
        {
            if (Parameters[i].Name == name) return i;
        }

        throw new FormatException($"The wrapper {Name} has no argument '{name}'.{NearestName.Suggestion(name, Parameters.Select(parameter => parameter.Name))} {Takes()}");
    }

    private string Takes() => Parameters.Length == 0 ? $"{Name} takes none." : $"{Name} takes {string.Join(", ", Parameters.Select(parameter => parameter.Name))}.";

    /// <summary>A single value stands for a list of one; in a list of texts numbers are texts too.</summary>
    private object? Read(WrapperParameter parameter, JsonNode? value)
    {
        if (value is JsonValue && OptionValue.IsList(parameter.Type)) value = new JsonArray(value.DeepClone());
        if (value is JsonArray list && parameter.Type == typeof(IReadOnlyList<string>))
            value = new JsonArray([.. list.Select(item => JsonValue.Create(item?.ToString()))]);
        return OptionsJson.ReadValue(parameter.Type, !parameter.IsRequired && parameter.Default is null, value, $"{Name}.{parameter.Name}");
    }
}
