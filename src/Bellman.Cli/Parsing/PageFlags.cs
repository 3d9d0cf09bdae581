using System.CommandLine;
using System.Net;
using Bellman.Board;

namespace Bellman.Cli;

/// <summary>The flags of commands that serve a page, and serving it until Ctrl-C.</summary>
internal sealed class PageFlags
{
    private readonly Option<long?> _port = Flags.Whole("--port", "N", "The port. Default: a free one.");
    private readonly Option<string?> _listen = Flags.Text(
        "--listen", "ADDRESS", "Listen at another address than 127.0.0.1, which this machine alone reaches; 0.0.0.0 for all. Who looks then needs the token in the printed address.");

    private readonly Option<bool> _noOpen = Flags.Switch("--no-open", "Print the address without opening it.");

    /// <summary>Adds all of them to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_port, _listen, _noOpen]) command.Options.Add(option);
    }

    /// <summary>Starts a page, prints its address, opens it and serves it until it is interrupted.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="start">Starts the page.</param>
    /// <param name="what">What it shows.</param>
    /// <returns>The exit code.</returns>
    public int Serve(ParseResult result, Func<PageOptions, Task<LocalPage>> start, string what)
    {
        PageOptions options = Options(result);
        using var interrupt = new Interrupt();
        LocalPage page = start(options).GetAwaiter().GetResult();
        try
        {
            Console.Out.WriteLine($"{what}: {page.Address}");
            if (!result.GetValue(_noOpen) && !Browser.TryOpen(page.Address)) Console.Out.WriteLine("no browser could be opened here: open the address yourself");
            Console.Out.WriteLine("Ctrl-C ends it");
            interrupt.Token.WaitHandle.WaitOne();
        }
        finally
        {
            page.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        // Ctrl-C is how a page is meant to end.
        return ExitCode.Success;
    }

    private PageOptions Options(ParseResult result)
    {
        long port = result.GetValue(_port) ?? 0;
        if (port > 65535) throw new UsageException($"--port takes a whole number from 1 to 65535, but was given '{port}'. See `bellman {result.CommandResult.Command.Name} --help`.");
        string listen = result.GetValue(_listen) ?? "127.0.0.1";
        if (listen == "localhost") listen = "127.0.0.1";
        return IPAddress.TryParse(listen, out IPAddress? address)
            ? new PageOptions { Port = (int)port, Listen = address }
            : throw new UsageException($"--listen takes an address of this machine such as 0.0.0.0 or 192.168.1.5, but was given '{listen}'.");
    }
}
