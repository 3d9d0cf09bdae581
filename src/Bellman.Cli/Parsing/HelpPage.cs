using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Bellman.Cli;

/// <summary>Writes the help of a command: what it does, how it is called, its arguments and flags, and examples.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    private const int Width = 100;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command command = parseResult.CommandResult.Command;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine("  " + Usage(command));
        Section(output, "Commands", command.Subcommands.Select(sub => (sub.Name, sub.Description)));
        Section(output, "Arguments", command.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description)));
        Section(output, "Options", command.Options.Where(option => !option.Hidden).Select(option => (Label(option), option.Description)));
        Examples(output, Verbs.ExamplesOf(command));
        if (command is RootCommand) output.WriteLine("\n`bellman <command> --help` says more about a command.");
        return ExitCode.Success;
    }

    private static string Usage(Command command)
    {
        if (command is RootCommand) return "bellman <command> [options]";
        IEnumerable<string> arguments = command.Arguments.Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $"[<{argument.Name}>]" : $"<{argument.Name}>");
        return string.Join(' ', ["bellman", command.Name, .. arguments, "[options]"]);
    }

    private static string Label(Option option) => option switch
    {
        HelpOption => "--help",
        { HelpName: { } value } => $"{option.Name} <{value}>",
        _ => option.Name,
    };

    private static void Section(TextWriter output, string title, IEnumerable<(string Label, string? Text)> rows)
    {
        (string Label, string? Text)[] all = [.. rows];
        if (all.Length == 0) return;
        int indent = all.Max(row => row.Label.Length) + 4;
        output.WriteLine();
        output.WriteLine(title + ":");
        foreach ((string label, string? text) in all)
        {
            string[] lines = [.. TextTable.Wrap(text ?? "", Width - indent)];
            output.WriteLine(("  " + label).PadRight(indent) + lines[0]);
            foreach (string line in lines[1..]) output.WriteLine(new string(' ', indent) + line);
        }
    }

    private static void Examples(TextWriter output, IReadOnlyList<(string Command, string Text)> examples)
    {
        if (examples.Count == 0) return;
        output.WriteLine();
        output.WriteLine("Examples:");
        foreach ((string command, string text) in examples)
        {
            output.WriteLine($"  {command}");
            output.WriteLine($"      {text}");
        }
    }
}
