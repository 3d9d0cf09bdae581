namespace Bellman.Cli;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    /// <summary>Everything went as asked.</summary>
    public const int Success = 0;

    /// <summary>Something failed while it ran: a damaged file, a full disk, a diverged training.</summary>
    public const int Failure = 1;

    /// <summary>What was asked for can't be done: an unknown name, a value out of range, a file that isn't there.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C, after saving: 128 plus the signal's number, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by a request to terminate, after saving.</summary>
    public const int Terminated = 143;
}
