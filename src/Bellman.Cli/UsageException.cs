namespace Bellman.Cli;

/// <summary>Something that was asked for can't be done as it was asked; the message says what, in one line.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
