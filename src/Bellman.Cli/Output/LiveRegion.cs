using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bellman.Cli;

/// <summary>
/// A part of the terminal that is redrawn ten times a second by a thread of its own, so that drawing never holds up the work. Warnings appear above it.
/// </summary>
internal sealed class LiveRegion : IDisposable
{
    /// <summary>The time between two drawings.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly ManualResetEventSlim _stop = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private Thread? _thread;

    /// <summary>Creates the region; nothing is drawn yet.</summary>
    /// <param name="console">Where it is drawn; <see langword="null"/> for the terminal.</param>
    public LiveRegion(IAnsiConsole? console = null) => _console = console ?? AnsiConsole.Console;

    /// <summary>Begins to draw.</summary>
    /// <param name="render">Gives what is to be seen in so many columns, called on the drawing thread; <see langword="null"/> for nothing new.</param>
    public void Start(Func<int, IRenderable?> render)
    {
        _thread = new Thread(() => Draw(render)) { IsBackground = true, Name = "display" };
        _thread.Start();
    }

    /// <summary>Shows a warning above the region. It may be called from any thread.</summary>
    public void Warn(string message)
    {
        // Standard error on the same terminal would tear the region: the drawing thread writes the line above it.
        if (Console.IsErrorRedirected && ReferenceEquals(_console, AnsiConsole.Console)) Console.Error.WriteLine("warning: " + message);
        else _warnings.Enqueue(message);
    }

    /// <summary>Draws once more and ends, so that lines can follow; further calls do nothing.</summary>
    public void Stop()
    {
        _stop.Set();
        _thread?.Join();
        _thread = null;
        while (_warnings.TryDequeue(out string? warning)) Console.Error.WriteLine("warning: " + warning);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _stop.Dispose();
    }

    private void Draw(Func<int, IRenderable?> render)
    {
        try
        {
            _console.Live(new Text("")).AutoClear(false).Start(live =>
            {
                bool last;
                do
                {
                    last = _stop.Wait(Interval);
                    while (_warnings.TryDequeue(out string? warning)) _console.MarkupLineInterpolated($"[yellow]warning:[/] {warning}");
                    if (render(_console.Profile.Width) is { } target) live.UpdateTarget(target);
                }
                while (!last);
            });
        }
        catch (IOException)
        {
            // The terminal is gone; the work is not.
        }
    }
}
