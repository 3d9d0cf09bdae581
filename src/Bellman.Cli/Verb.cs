using System.CommandLine;

namespace Bellman.Cli;

/// <summary>A command of the program.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Description">What it does, in one sentence.</param>
/// <param name="Configure">Adds its arguments, flags and action; called only where the command is used.</param>
/// <param name="Examples">Command lines with what they do.</param>
internal sealed record Verb(string Name, string Description, Action<Command> Configure, params (string Command, string Text)[] Examples);
