using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Bellman.Cli;

/// <summary>All commands.</summary>
internal static class Verbs
{
    private static readonly Verb[] All =
    [
        TrainCommand.Verb,
        SweepCommand.Verb,
        EvaluateCommand.Verb,
        BoardCommand.Verb,
        RecordCommand.Verb,
        WatchCommand.Verb,
        PlotCommand.Verb,
        ReportCommand.Verb,
        RandomCommand.Verb,
        EnvsCommand.Verb,
        AgentsCommand.Verb,
        PresetsCommand.Verb,
        CheckCommand.Verb,
        BenchCommand.Verb,
    ];

    private static readonly (string Command, string Text)[] FirstSteps =
    [
        ("bellman train LunarLander-v3", "Learn to land on the moon."),
        ("bellman evaluate runs/LunarLander-v3/<name>", "Show how well the result lands."),
        ("bellman presets", "List trainings that are known to work."),
    ];

    /// <summary>The command tree, of which only one command has its options.</summary>
    /// <param name="called">The name of that command.</param>
    public static RootCommand CreateRoot(string? called)
    {
        var root = new RootCommand("Bellman: deep reinforcement learning for .NET.");
        root.Options.Clear();
        root.Options.Add(new HelpOption("--help", "-h", "-?") { Action = new HelpPage(), Description = "Show this help." });
        root.Options.Add(new Option<bool>("--version") { Action = new VersionLine(), Description = "Show the version.", Arity = ArgumentArity.Zero });
        root.SetAction(NoCommand);
        foreach (Verb verb in All)
        {
            var command = new Command(verb.Name, verb.Description);
            if (verb.Name == called) verb.Configure(command);
            command.Options.Add(new HelpOption("--help", "-h", "-?") { Action = new HelpPage(), Description = "Show this help." });
            root.Subcommands.Add(command);
        }

        return root;
    }

    /// <summary>The examples of a command's help.</summary>
    public static IReadOnlyList<(string Command, string Text)> ExamplesOf(Command command) =>
        command is RootCommand ? FirstSteps : Array.Find(All, verb => verb.Name == command.Name)?.Examples ?? [];

    private static int NoCommand(ParseResult result) => throw new UsageException("A command is missing. See `bellman --help`.");

    private sealed class VersionLine : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(ProgramVersion.Line);
            return ExitCode.Success;
        }
    }
}
