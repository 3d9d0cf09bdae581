using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary><c>bellman envs</c>: what there is to train in.</summary>
internal static class EnvsCommand
{
    private static readonly string[] Headings = ["ENVIRONMENT", " OBSERVATION", "ACTIONS", " STEPS", " SOLVED AT", "WHAT TO DO"];

    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "envs",
        "List the environments, or explain one.",
        Configure,
        ("bellman envs", "List them all."),
        ("bellman envs LunarLander-v3", "Explain one: what it shows, takes and pays, how it ends, and its options as --set takes them."));

    private static void Configure(Command command)
    {
        Argument<string?> id = Flags.Optional("environment", "The environment to be explained.");
        Option<bool> json = Flags.Switch("--json", "One JSON object per line: one for each environment, or one for this and then one for each of its options.");
        command.Arguments.Add(id);
        command.Options.Add(json);
        command.SetAction(result =>
        {
            if (result.GetValue(id) is { } one) Show(one, result.GetValue(json));
            else if (result.GetValue(json)) ListAsJson();
            else List();
            return ExitCode.Success;
        });
    }

    private static void List()
    {
        var rows = new List<string[]>();
        foreach (EnvSpec spec in Envs.Specs)
        {
            using Env env = Envs.Make(spec.Id);
            rows.Add(
            [
                spec.Id,
                Observations(env.ObservationSpace),
                Actions(env.ActionSpace),
                spec.MaxEpisodeSteps?.ToString(CultureInfo.InvariantCulture) ?? "-",
                spec.RewardThreshold?.ToString(CultureInfo.InvariantCulture) ?? "-",
                spec.Summary,
            ]);
        }

        TextTable.Write(Console.Out, Headings, rows);
    }

    private static string Observations(Space space) => space switch
    {
        Discrete discrete => FormattableString.Invariant($"1 of {discrete.Count}"),
        { Shape.Length: > 1 } => string.Join(" x ", space.Shape),
        _ => space.Size.ToString(CultureInfo.InvariantCulture),
    };

    private static string Actions(Space space) => space is Discrete discrete
        ? discrete.Count.ToString(CultureInfo.InvariantCulture)
        : space.Size.ToString(CultureInfo.InvariantCulture) + " continuous";

    private static void ListAsJson()
    {
        foreach (EnvSpec spec in Envs.Specs) WriteJson(spec);
    }

    private static void WriteJson(EnvSpec spec)
    {
        using Env env = Envs.Make(spec.Id);
        JsonLines.Write(new JsonObject
        {
            ["id"] = spec.Id,
            ["observation_space"] = env.ObservationSpace.ToString(),
            ["action_space"] = env.ActionSpace.ToString(),
            ["max_episode_steps"] = spec.MaxEpisodeSteps,
            ["reward_threshold"] = spec.RewardThreshold,
            ["summary"] = spec.Summary,
        });
    }

    private static void Show(string id, bool json)
    {
        EnvSpec spec = Failure.OfUsage(() => Envs.Spec(id));
        IReadOnlyList<OptionDescription> options = Envs.DefaultOptions(id) is { } defaults ? OptionDocumentation.Describe(defaults, "environment.") : [];
        if (json)
        {
            WriteJson(spec);
            OptionList.WriteJson(options);
            return;
        }

        using Env env = Envs.Make(id);
        Console.Out.WriteLine($"{spec.Id}: {spec.Summary}");
        Console.Out.WriteLine($"  observation   {env.ObservationSpace}");
        Console.Out.WriteLine($"  action        {env.ActionSpace}");
        Console.Out.WriteLine($"  time limit    {spec.MaxEpisodeSteps?.ToString(CultureInfo.InvariantCulture) ?? "none"}");
        Console.Out.WriteLine($"  solved at     {spec.RewardThreshold?.ToString(CultureInfo.InvariantCulture) ?? "no published threshold"}");
        EnvironmentPage.Find(id)?.Write(Console.Out);
        if (options.Count == 0) return;
        Console.Out.WriteLine();
        Console.Out.WriteLine("OPTIONS");
        OptionList.Write(Console.Out, options);
    }
}
