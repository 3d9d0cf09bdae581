using System.CommandLine;
using System.Text.Json.Nodes;
using Bellman.Agents;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary><c>bellman agents</c>: what can be trained.</summary>
internal static class AgentsCommand
{
    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "agents",
        "List the agents, or show the options of one.",
        Configure,
        ("bellman agents", "List them all."),
        ("bellman agents dqn", "Show its options, with defaults and documentation."));

    private static void Configure(Command command)
    {
        Argument<string?> name = Flags.Optional("agent", "The agent whose options are shown.");
        Option<bool> json = Flags.Switch("--json", "One JSON object per line: one for each agent, or for each option of one.");
        command.Arguments.Add(name);
        command.Options.Add(json);
        command.SetAction(result =>
        {
            if (result.GetValue(name) is { } one) Show(one, result.GetValue(json));
            else List(result.GetValue(json));
            return ExitCode.Success;
        });
    }

    private static void List(bool json)
    {
        if (json)
        {
            foreach (AgentRegistration agent in AgentRegistry.All)
                JsonLines.Write(new JsonObject { ["name"] = agent.Name, ["summary"] = agent.Summary });
            return;
        }

        TextTable.Write(Console.Out, ["AGENT", "WHAT IT IS"], [.. AgentRegistry.All.Select(agent => new[] { agent.Name, agent.Summary })]);
    }

    private static void Show(string name, bool json)
    {
        AgentRegistration agent = Failure.OfUsage(() => AgentRegistry.Find(name));
        IReadOnlyList<OptionDescription> options = OptionDocumentation.Describe(agent.DefaultOptions, "agent.");
        if (json)
        {
            OptionList.WriteJson(options);
            return;
        }

        Console.Out.WriteLine($"{agent.Name}: {agent.Summary}");
        Console.Out.WriteLine();
        OptionList.Write(Console.Out, options);
    }
}
