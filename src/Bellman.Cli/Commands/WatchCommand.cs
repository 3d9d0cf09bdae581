using System.CommandLine;
using System.Runtime.CompilerServices;
using Bellman.Board;
using Bellman.Experiments;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary><c>bellman watch</c>: a world, live.</summary>
internal static class WatchCommand
{
    /// <summary>The command.</summary>
    public static Verb Verb { get; } = new(
        "watch",
        "Watch a model play, or play an environment yourself, in a browser or in the terminal.",
        Configure,
        ("bellman watch runs/LunarLander-v3/bellman-lander-seed1", "Watch the last model of a run."),
        ("bellman watch LunarLander-v3", "Watch random actions, or press m and land it yourself."),
        ("bellman watch model.bellman --terminal", "Watch a model file without a browser."));

    private static void Configure(Command command)
    {
        Argument<string> subject = Flags.Required("run, model or environment", "A run folder, a model file or checkpoint, or an environment, which is then played at random.");
        Option<ulong?> seed = Flags.Seed("The seed of the first episode's world; each further one has the next. Default: one is drawn.");
        Option<string?> config = Flags.Text("--config", "FILE", "The configuration that a model file was trained with. Default: what the file says itself.");
        Option<string[]> wrap = Flags.Wrap("the world, outside those of the training");
        Option<string[]> set = Flags.Set();
        Option<bool> best = Flags.Switch("--best", "The best model of the run instead of the last one.");
        Option<bool> terminal = Flags.Switch("--terminal", "Draw it here with coloured blocks instead of in a browser.");
        var page = new PageFlags();
        command.Arguments.Add(subject);
        foreach (Option option in (Option[])[seed, best, config, wrap, set, terminal]) command.Options.Add(option);
        page.AddTo(command);
        command.SetAction(result =>
        {
            string path = result.GetValue(subject)!;
            ulong first = result.GetValue(seed) ?? SeedStreams.DrawSeed();
            Func<WatchedWorld> open = Opener(
                () => Subject.Open(path, result.GetValue(best), result.GetValue(config), result.GetValue(wrap) ?? [], result.GetValue(set) ?? []), first);
            return result.GetValue(terminal) ? ShowHere(path, open) : Serve(path, open, page, result);
        });
    }

    /// <summary>Makes worlds with who plays them, each browser its own.</summary>
    private static Func<WatchedWorld> Opener(Func<Subject> find, ulong seed) => () =>
    {
        Subject subject = find();
        return new WatchedWorld(subject.Env, subject.Agent, seed);
    };

    // What does not open is said here, in one line, and not in the browser. Nothing of the web server is loaded before this.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Serve(string subject, Func<WatchedWorld> open, PageFlags flags, ParseResult result)
    {
        open().Dispose();
        return flags.Serve(result, options => WatchPage.StartAsync(subject, open, options), $"{subject} in a browser");
    }

    private static int ShowHere(string subject, Func<WatchedWorld> open)
    {
        if (Console.IsOutputRedirected || Console.IsInputRedirected)
            throw new UsageException("--terminal needs a terminal; here, input or output goes elsewhere. Leave it out to watch in a browser.");
        using WatchedWorld world = open();
        using var interrupt = new Interrupt();
        new TerminalWatch(subject, world).Run(interrupt.Token);
        return ExitCode.Success;
    }
}
