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

    private readonly ProgressFeed _feed;
    private readonly ManualResetEventSlim _stop = new();
    private readonly List<string> _warnings = [];
    private LivePanel? _panel;
    private Thread? _thread;
    private TrainingSnapshot? _snapshot;

    /// <summary>Creates the display; nothing is drawn yet.</summary>
    public LiveDisplay() => _feed = new ProgressFeed(Interval, snapshot => Volatile.Write(ref _snapshot, snapshot));

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
        // A line in the middle of a redrawn panel would tear it: warnings are kept until it is gone.
        lock (_warnings) _warnings.Add(message);
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _feed.Dispose();
        _stop.Set();
        _thread?.Join();
        _thread = null;
        lock (_warnings)
        {
            foreach (string warning in _warnings) Console.Error.WriteLine("warning: " + warning);
            _warnings.Clear();
        }
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
            AnsiConsole.Live(new Text("")).AutoClear(false).Start(live =>
            {
                bool last;
                do
                {
                    last = _stop.Wait(Interval);
                    if (Volatile.Read(ref _snapshot) is not { } snapshot) continue;
                    live.UpdateTarget(_panel!.Render(snapshot));
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
