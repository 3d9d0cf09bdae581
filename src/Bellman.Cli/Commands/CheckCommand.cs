using System.CommandLine;
using System.Text.Json.Nodes;
using Bellman.Testing;

namespace Bellman.Cli;

/// <summary><c>bellman check</c>: what is wrong with an environment, and what mends it.</summary>
internal static class CheckCommand
{
    private const int Width = 100;
    private const long DefaultSteps = 1000;

    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "check",
        "Check an environment, your own too: what is wrong with it, and what mends it.",
        Configure,
        ("bellman check CartPole-v1", "Check one of Bellman's."),
        ("bellman check bin/Release/net10.0/Mine.dll", "Check every environment in an assembly."),
        ("bellman check Mine.dll:LineWalk --steps 10000", "Check one of them for longer."),
        ("bellman check LunarLander-v3 --set environment.enable_wind=true", "Check one with other options."),
        ("bellman check Pendulum-v1 --wrap RescaleAction --json", "Check one in its wrappers, for a program that reads along."));

    private static void Configure(Command command)
    {
        Argument<string> target = Flags.Required("environment", "An id (`bellman envs`), an assembly, or a class in it as FILE.dll:TYPE.");
        Option<string[]> wrap = Flags.Wrap("the environment");
        Option<string[]> set = Flags.Set();
        Option<long?> steps = Flags.Whole("--steps", "N", $"How many random steps each part of the check takes. Default: {DefaultSteps}.");
        Option<bool> strict = Flags.Switch("--strict", "Let advice fail the check too, not faults alone.");
        Option<bool> json = Flags.Switch("--json", "One JSON object per line on standard output: one for each finding, then one for the environment.");
        command.Arguments.Add(target);
        foreach (Option option in (Option[])[wrap, set, steps, strict, json]) command.Options.Add(option);
        command.SetAction(result => Run(
            CheckTarget.Find(result.GetValue(target)!, result.GetValue(set) ?? []),
            result.GetValue(wrap) ?? [],
            (int)Math.Min(result.GetValue(steps) ?? DefaultSteps, int.MaxValue),
            result.GetValue(strict),
            result.GetValue(json)));
    }

    private static int Run(IReadOnlyList<CheckTarget> targets, string[] wrappers, int steps, bool strict, bool json)
    {
        bool passed = true;
        foreach (CheckTarget target in targets)
        {
            EnvironmentCheck check = EnvironmentChecker.Examine(target.In(wrappers).Make, steps);
            passed &= check.IsSound && !(strict && check.Advice.Any());
            if (json) WriteJson(target.Name, check);
            else Write(target.Name, check);
        }

        return passed ? ExitCode.Success : ExitCode.Failure;
    }

    private static void Write(string name, EnvironmentCheck check)
    {
        foreach (EnvironmentFinding finding in check.Findings)
        {
            Paragraph($"{(finding.IsFault ? "fault" : "advice")}: {finding.Kind}", "");
            Paragraph(finding.Message, "        ");
            Paragraph(finding.Advice, "        ");
        }

        string faults = Format.Count(check.Faults.Count(), "fault"), advice = Format.Count(check.Advice.Count(), "piece") + " of advice";
        string done = check.Episodes > 0 ? $", {Format.Count(check.Steps, "step")}, {Format.Count(check.Episodes, "episode")}" : "";
        Console.Out.WriteLine($"{name}: {faults}, {advice}{done}");
    }

    private static void Paragraph(string text, string indent)
    {
        foreach (string line in TextTable.Wrap(text, Width - indent.Length)) Console.Out.WriteLine(indent + line);
    }

    private static void WriteJson(string name, EnvironmentCheck check)
    {
        foreach (EnvironmentFinding finding in check.Findings)
        {
            JsonLines.Write(new JsonObject
            {
                ["event"] = "finding",
                ["environment"] = name,
                ["kind"] = finding.Kind.ToString(),
                ["fault"] = finding.IsFault,
                ["message"] = finding.Message,
                ["advice"] = finding.Advice,
            });
        }

        JsonLines.Write(new JsonObject
        {
            ["event"] = "end",
            ["environment"] = name,
            ["stack"] = check.Environment,
            ["faults"] = check.Faults.Count(),
            ["advice"] = check.Advice.Count(),
            ["steps"] = check.Steps,
            ["episodes"] = check.Episodes,
            ["can_save"] = check.CanSave,
        });
    }
}
