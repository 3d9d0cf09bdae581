using System.Reflection;
using Bellman.Core;

namespace Bellman.Cli;

/// <summary>Turns an exception into one line on standard error and an exit code.</summary>
internal static class Failure
{
    /// <summary>Writes the line.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception exception)
    {
        if (exception is TargetInvocationException { InnerException: { } inner }) exception = inner;
        Console.Error.WriteLine("bellman: " + OneLine(Describe(exception)));
        if (Environment.GetEnvironmentVariable("BELLMAN_TRACE") is "1") Console.Error.WriteLine(exception);
        return exception is UsageException ? ExitCode.Usage : ExitCode.Failure;
    }

    /// <summary>Runs something whose bad input is the user's: what it throws about arguments becomes a <see cref="UsageException"/>.</summary>
    public static T OfUsage<T>(Func<T> resolve)
    {
        try
        {
            return resolve();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new UsageException(WithoutParameter(exception), exception);
        }
    }

    /// <summary>What an exception says of a file, whose name stands before it.</summary>
    public static string About(string file, Exception exception)
    {
        string message = WithoutParameter(exception);
        return message.StartsWith(file, StringComparison.Ordinal) ? message : $"{file}: {message}";
    }

    /// <summary>The message of an exception for people.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        UsageException or CheckpointFormatException or TrainingDivergedException => exception.Message,
        UnauthorizedAccessException => $"Permission denied: {exception.Message}",
        FileNotFoundException { FileName: { Length: > 0 } file } => $"There is no file '{file}'.",
        IOException => exception.Message,
        OutOfMemoryException or OverflowException => "An option asks for more memory than there is: a smaller agent.buffer_size needs less.",
        ArgumentException => WithoutParameter(exception),
        NotSupportedException or InvalidOperationException or FormatException => exception.Message,
        _ => $"{exception.GetType().Name}: {exception.Message} (BELLMAN_TRACE=1 shows where.)",
    };

    /// <summary>The runtime adds the parameter and the value to a message in lines of their own; here the message itself has said it.</summary>
    private static string WithoutParameter(Exception exception)
    {
        string message = exception.Message;
        int parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        if (parameter > 0) message = message[..parameter];
        return OneLine(message);
    }

    private static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
