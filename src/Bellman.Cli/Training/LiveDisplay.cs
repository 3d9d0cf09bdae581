using System.Collections.Concurrent;
using Bellman.Training;
using Spectre.Console;

namespace Bellman.Cli;

/// <summary>
/// A training on a terminal: a panel that is redrawn ten times a second by a thread of its own, from snapshots, so that drawing never
/// holds up the training.
/// </summary>
internal sealed class LiveDisplay : ITrainingDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly ProgressFeed _feed;
    private readonly ManualResetEventSlim _stop = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private LivePanel? _panel;
    private Thread? _thread;
    private TrainingSnapshot? _snapshot;

    /// <summary>Creates the display; nothing is drawn yet.</summary>
    /// <param name="console">Where it is drawn; <see langword="null"/> for the terminal.</param>
    public LiveDisplay(IAnsiConsole? console = null)
    {
        _console = console ?? AnsiConsole.Console;
        _feed = new ProgressFeed(Interval, snapshot => Volatile.Write(ref _snapshot, snapshot));
    }

    /// <inheritdoc/>
    public ICallback? Callback => _feed;

    /// <inheritdoc/>
    public void Start(TrainingJob job, long resumedAt)
    {
        _panel = new LivePanel(job);
        _thread = new Thread(Draw) { IsBackground = true, Name = "display" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Warn(string message)
    {
        // Standard error on the same terminal would tear the panel: the drawing thread writes the line above it.
        if (Console.IsErrorRedirected && ReferenceEquals(_console, AnsiConsole.Console)) Console.Error.WriteLine("warning: " + message);
        else _warnings.Enqueue(message);
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _feed.Dispose();
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

    private void Draw()
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
                    if (Volatile.Read(ref _snapshot) is not { } snapshot) continue;
                    live.UpdateTarget(_panel!.Render(snapshot, _console.Profile.Width));
                }
                while (!last);
            });
        }
        catch (IOException)
        {
            // The terminal is gone; the training is not.
        }
    }
}
