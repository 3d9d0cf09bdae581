using System.CommandLine;

namespace Bellman.Cli;

/// <summary>The whole command line: finds the command, runs it, and turns every failure into one line and an exit code.</summary>
internal static class CommandLine
{
    // A name that begins with @ is a name, and -n5 is not -n 5: less cleverness, clearer messages.
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    /// <summary>Runs the command line.</summary>
    /// <param name="args">What was typed after the program's name.</param>
    /// <returns>The exit code (<see cref="ExitCode"/>).</returns>
    public static int Run(string[] args)
    {
        Console.SetOut(new StandardOutput(Console.Out));
        try
        {
            // Only the command that is called is built up with all its options: the others cost start-up time for nothing.
            ParseResult result = Verbs.CreateRoot(args.FirstOrDefault()).Parse(args, Parsing);
            if (UsageErrors.Find(result) is { } message) throw new UsageException(message);
            return result.Invoke(Invocation);
        }
        catch (Exception exception)
        {
            return Failure.Report(exception);
        }
    }
}
