using System.Text.Json.Nodes;
using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Experiments;

/// <summary>
/// What a user asked for, before it is resolved: a preset or an environment's own defaults to begin with, over it a configuration file,
/// over that single values. Later ones win.
/// </summary>
public sealed record RunRequest
{
    /// <summary>The environment, or <see langword="null"/> where the preset or the configuration names it.</summary>
    public string? Environment { get; init; }

    /// <summary>The preset to begin with, or <see langword="null"/> for the environment's own defaults.</summary>
    public string? Preset { get; init; }

    /// <summary>The agent, or <see langword="null"/> for the one of the preset.</summary>
    public string? Agent { get; init; }

    /// <summary>The content of a configuration file, or <see langword="null"/> for none.</summary>
    public JsonObject? Configuration { get; init; }

    /// <summary>The name of that file, which then stands before messages about its content. Default: none.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>The seed, or <see langword="null"/> for that of the configuration, or one to be drawn.</summary>
    public ulong? Seed { get; init; }

    /// <summary>How many environment steps; where it is given without episodes, no limit of episodes holds.</summary>
    public long? Steps { get; init; }

    /// <summary>How many episodes; where it is given without steps, no limit of steps holds.</summary>
    public long? Episodes { get; init; }

    /// <summary>Single options by path, as <c>--set</c> takes them.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    /// <summary>Wrappers around those of the preset or configuration, innermost first, as <c>--wrap</c> takes them. Default: none.</summary>
    public IReadOnlyList<string> Wrappers { get; init; } = [];

    /// <summary>Resolves every option.</summary>
    /// <exception cref="FormatException">Nothing names an environment, an option is unknown, or a value is of the wrong type.</exception>
    /// <exception cref="ArgumentException">A name is unknown, or a value is out of its range.</exception>
    public RunOptions Resolve()
    {
        // What was named beside the configuration is checked first, so that whatever is wrong after that stands in the configuration.
        if (Environment is not null) Envs.Spec(Environment);
        if (Preset is not null) Presets.Find(Preset);
        if (Agent is not null) AgentRegistry.Find(Agent);
        foreach (string wrapper in Wrappers) WrapperRegistry.Check(wrapper);
        RunOptions options = Configured(AssignedWrappers());
        options = Limit(options with { Seed = Seed ?? options.Seed }).With(Assignments);
        return options with { Wrappers = [.. options.Wrappers, .. Wrappers] };
    }

    /// <summary>The wrappers that an assignment puts in the place of all others, or <see langword="null"/>.</summary>
    private string[]? AssignedWrappers()
    {
        const string key = "wrappers=";
        string? assignment = Assignments.LastOrDefault(text => text.StartsWith(key, StringComparison.Ordinal));
        return assignment is null ? null : OptionsJson.ReadValue<string[]>(OptionText.ToJson(assignment[key.Length..].Trim(), typeof(string[]), "wrappers")!, "wrappers");
    }

    private RunOptions Configured(string[]? assignedWrappers)
    {
        try
        {
            return Configure(Begin(assignedWrappers));
        }
        catch (Exception exception) when (ConfigurationFile is not null && exception is FormatException or ArgumentException)
        {
            // The runtime adds the parameter's name to a message that has said it already.
            string message = exception.Message.Split(" (Parameter '")[0];
            throw new FormatException($"{ConfigurationFile}: {message}", exception);
        }
    }

    /// <summary>The preset, or the environment's own defaults, with the environment and agent that are asked for.</summary>
    private RunOptions Begin(string[]? assignedWrappers)
    {
        string[]? wrappers = assignedWrappers ?? (Configuration?["wrappers"] is { } inConfiguration ? OptionsJson.ReadValue<string[]>(inConfiguration, "wrappers") : null);
        string? named = Environment ?? NameInConfiguration("environment");
        string? agent = Agent ?? NameInConfiguration("agent");
        string? preset = Preset ?? (Configuration?["preset"] is { } json ? OptionsJson.ReadValue<string>(json, "preset") : null);
        RunOptions options = preset is not null
            ? Presets.Find(preset).Options
            : Presets.DefaultFor(named ?? throw new FormatException(
                "Name an environment (`bellman envs` lists them), a preset with --preset, or a configuration with --config."), agent, wrappers, Wrappers);
        if (named is not null && named != options.Environment) options = InEnvironment(options, named);
        return agent is null || agent == options.Agent
            ? options
            : options with { Agent = agent, AgentOptions = Presets.DefaultFor(options.Environment, agent).AgentOptions };
    }

    /// <summary>A preset in another environment keeps its environment options where both take the same kind.</summary>
    private static RunOptions InEnvironment(RunOptions options, string environment)
    {
        object? defaults = Envs.DefaultOptions(environment);
        bool same = defaults is not null && defaults.GetType() == options.EnvironmentOptions?.GetType()
            && !options.EnvironmentOptions.Equals(Envs.DefaultOptions(options.Environment));
        return options with { Environment = environment, EnvironmentOptions = same ? options.EnvironmentOptions : defaults };
    }

    private RunOptions Configure(RunOptions options)
    {
        if (Configuration is null) return options;
        JsonObject json = RunOptionsJson.Write(options);
        var over = (JsonObject)Configuration.DeepClone();
        SetName(over, "environment", "id", options.Environment);
        SetName(over, "agent", "name", options.Agent);
        over.Remove("preset");
        RunOptionsJson.Merge(json, over);
        return RunOptionsJson.Read(json);
    }

    private RunOptions Limit(RunOptions options)
    {
        if (Steps is null && Episodes is null) return options;
        return options with { Training = options.Training with { Steps = Steps ?? 0, Episodes = Episodes ?? 0 } };
    }

    private string? NameInConfiguration(string section) => Configuration is null ? null : RunOptionsJson.NameIn(Configuration, section);

    /// <summary>Makes a section out of a bare name, with the name that was settled on.</summary>
    private static void SetName(JsonObject json, string section, string key, string name)
    {
        if (json[section] is JsonObject inner) inner[key] = name;
        else json[section] = new JsonObject { [key] = name };
    }
}
