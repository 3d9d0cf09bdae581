using System.CommandLine;
using System.Runtime.CompilerServices;
using Bellman.Board;
using Bellman.Experiments;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary><c>bellman board</c>: the curves of all runs in a browser.</summary>
internal static class BoardCommand
{
    private const string DefaultFolder = "runs";

    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "board",
        "Show the training curves of all runs below a folder in a browser, live.",
        Configure,
        ("bellman board", "Show what is in runs, and what is being trained there now."),
        ("bellman board results/lander --port 8080", "Another folder, at a port of your choice."),
        ("bellman board --listen 0.0.0.0", "Let other machines look too; the address has a token."));

    private static void Configure(Command command)
    {
        Argument<string?> folder = Flags.Optional("folder", $"The folder with the runs, at any depth. Default: {DefaultFolder}.");
        var page = new PageFlags();
        command.Arguments.Add(folder);
        page.AddTo(command);
        // Nothing of the web server is loaded before this: the other commands start without it.
        command.SetAction(result => Run(result.GetValue(folder), page, result));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string? folder, PageFlags flags, ParseResult result)
    {
        string shown = folder ?? DefaultFolder;
        if (File.Exists(shown)) throw new UsageException($"'{shown}' is a file; board takes a folder with runs.");
        if (!Directory.Exists(shown))
        {
            throw new UsageException(folder is null
                ? $"There is no folder '{DefaultFolder}' here: train something first, or name the folder with the runs."
                : $"There is no folder '{shown}'.");
        }

        return flags.Serve(result, options => BoardPage.StartAsync(shown, options, Open), $"the board of {TypedPath.Of(Path.GetFullPath(shown))}");
    }

    private static WatchedWorld Open(string model)
    {
        try
        {
            Subject subject = Subject.Open(model, best: false, config: null, wrappers: [], assignments: []);
            return new WatchedWorld(subject.Env, subject.Agent, SeedStreams.DrawSeed());
        }
        catch (Exception exception)
        {
            // Whatever is the matter with the file, the page shows it in a line, as the terminal would.
            throw new IOException(Failure.Describe(exception), exception);
        }
    }
}
