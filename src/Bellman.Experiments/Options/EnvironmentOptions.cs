using System.Text.Json.Nodes;
using Bellman.Environments;

namespace Bellman.Experiments;

/// <summary>The options of an environment that is to be made by itself, without a run: as <c>--set environment.gravity=-5</c>.</summary>
public static class EnvironmentOptions
{
    private const string Section = "environment";

    /// <summary>An environment's options, some of them set by path.</summary>
    /// <param name="id">A registered environment.</param>
    /// <param name="assignments">Texts such as <c>environment.gravity=-5</c>.</param>
    /// <returns>The options record; <see langword="null"/> where the environment has none.</returns>
    /// <exception cref="FormatException">A path is unknown or a value of the wrong type; the message says which, and what was likely meant.</exception>
    /// <exception cref="ArgumentException">The environment is unknown, or a value is out of its range.</exception>
    public static object? Read(string id, params IEnumerable<string> assignments)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        object? defaults = Envs.DefaultOptions(id);
        Dictionary<string, Type> sections = defaults is null ? [] : new() { [Section] = defaults.GetType() };
        var json = new JsonObject { [Section] = new JsonObject() };
        foreach (string assignment in assignments)
        {
            string path = assignment.Split('=')[0].Trim();
            if (defaults is null) throw new FormatException($"There is no option '{path}': {id} has no options.");
            if (RunOptionsJson.Keys.Contains(path.Split('.')[0]) && path.Split('.')[0] != Section)
                throw new FormatException($"'{path}' is an option of trainings: here --set takes those of the environment, for instance {OptionAssignment.Paths(Section, defaults.GetType()).First()}.");
            OptionAssignment.Apply(json, sections, assignment);
        }

        return RunOptionsJson.Record(defaults, (JsonObject)json[Section]!, Section + ".");
    }
}
