using System.CommandLine;
using System.CommandLine.Parsing;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>What is wrong with what was typed, in our words.</summary>
internal static class UsageErrors
{
    /// <summary>The first thing that is wrong, or <see langword="null"/>.</summary>
    public static string? Find(ParseResult result)
    {
        // Help wins over everything else that is wrong with the line.
        if (result.Action is HelpPage) return null;
        Command command = result.CommandResult.Command;
        foreach (string token in Unknown(result))
        {
            if (token.StartsWith('-')) return UnknownFlag(command, token) + Hint(command);
            if (command is RootCommand) return UnknownCommand(command, token) + Hint(command);
            return $"'{token}' is one word too many for `bellman {command.Name}`." + Hint(command);
        }

        return result.Errors.Count > 0 ? result.Errors[0].Message.TrimEnd('.') + "." + Hint(command) : null;
    }

    /// <summary>Words that belong to nothing, and flags that were taken for the value of an argument.</summary>
    private static IEnumerable<string> Unknown(ParseResult result) => result.CommandResult.Children
        .OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens)
        .Select(token => token.Value)
        .Where(token => token.StartsWith('-') && token.Length > 1)
        .Concat(result.UnmatchedTokens);

    private static string UnknownFlag(Command command, string token)
    {
        string name = token.Split('=')[0];
        IEnumerable<string> known = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
        string of = command is RootCommand ? "" : $" for `bellman {command.Name}`";
        return $"There is no flag '{name}'{of}.{NearestName.Suggestion(name, known)}";
    }

    private static string UnknownCommand(Command root, string token) =>
        $"There is no command '{token}'.{NearestName.Suggestion(token, root.Subcommands.Select(command => command.Name))}";

    private static string Hint(Command command) => command is RootCommand ? " See `bellman --help`." : $" See `bellman {command.Name} --help`.";
}
