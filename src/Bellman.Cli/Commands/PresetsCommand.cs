using System.CommandLine;
using System.Text.Json.Nodes;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary><c>bellman presets</c>: trainings that are known to work.</summary>
internal static class PresetsCommand
{
    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "presets",
        "List the presets, or show every option of one with its documentation.",
        Configure,
        ("bellman presets", "List them all."),
        ("bellman presets lander-robust", "Show every option of one."),
        ("bellman presets lander-robust --json > mine.json", "Write them to a file, to change and train with --config mine.json."));

    private static void Configure(Command command)
    {
        Argument<string?> name = Flags.Optional("preset", "The preset whose options are shown.");
        Option<bool> json = Flags.Switch("--json", "As JSON: a line per preset, or the configuration of one as --config reads it.");
        command.Arguments.Add(name);
        command.Options.Add(json);
        command.SetAction(result =>
        {
            if (result.GetValue(name) is { } one) Show(Failure.OfUsage(() => Presets.Find(one)), result.GetValue(json));
            else List(result.GetValue(json));
            return ExitCode.Success;
        });
    }

    private static void List(bool json)
    {
        if (json)
        {
            foreach (Preset preset in Presets.All) JsonLines.Write(Line(preset));
            return;
        }

        TextTable.Write(
            Console.Out,
            ["PRESET", "ENVIRONMENT", "WHAT IT IS"],
            [.. Presets.All.Select(preset => new[] { preset.Name, preset.Options.Environment, preset.Summary })]);
    }

    private static JsonObject Line(Preset preset) => new()
    {
        ["name"] = preset.Name,
        ["environment"] = preset.Options.Environment,
        ["agent"] = preset.Options.Agent,
        ["summary"] = preset.Summary,
        ["source"] = preset.Source,
    };

    private static void Show(Preset preset, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(RunOptionsJson.Write(preset.Options).ToJsonString(Core.OptionsJson.Format));
            return;
        }

        Console.Out.WriteLine($"{preset.Name}: {preset.Summary}");
        Console.Out.WriteLine($"  from          {preset.Source}");
        Console.Out.WriteLine($"  environment   {preset.Options.Environment}");
        Console.Out.WriteLine($"  agent         {preset.Options.Agent}");
        Console.Out.WriteLine();
        OptionList.Write(Console.Out, RunOptionsJson.Describe(preset.Options));
    }
}
