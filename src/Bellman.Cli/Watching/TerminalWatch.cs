using System.Diagnostics;
using System.Globalization;
using Bellman.Core;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary><c>bellman watch --terminal</c>: a world drawn with coloured blocks, played by an agent, at random or by hand.</summary>
/// <param name="title">What is shown.</param>
/// <param name="world">The world; an episode is running.</param>
internal sealed class TerminalWatch(string title, WatchedWorld world)
{
    private const string Enter = "\e[?1049h\e[?25l\e[2J", Leave = "\e[0m\e[?25h\e[?1049l";
    private const int LinesBelow = 2;
    private const double MostPictures = 30;

    // A terminal does not tell when a key is let go: it repeats a key that is held, the first time after about half a second.
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(550);

    private readonly WatchPace _pace = new(world, MostPictures);
    private readonly Stopwatch _sincePress = new();
    private TerminalPicture? _picture;
    private (int Columns, int Rows) _size;
    private bool _isEnded;

    /// <summary>Shows the world until a key or a signal ends it.</summary>
    public void Run(CancellationToken cancellation)
    {
        Console.Out.Write(Enter);
        try
        {
            while (!_isEnded && !cancellation.IsCancellationRequested)
            {
                var frame = Stopwatch.StartNew();
                Draw();
                TimeSpan pause = _pace.Pause;
                bool changed = false;
                while (!changed && !_isEnded && frame.Elapsed < pause && !cancellation.WaitHandle.WaitOne(5)) changed = ReadKeys();
                if (_sincePress.Elapsed >= Held) _pace.Press(null);
                if (!changed && !_isEnded && !_pace.Waits) _pace.Advance();
            }
        }
        finally
        {
            Console.Out.Write(Leave);
            Console.Out.Flush();
        }
    }

    private void Draw()
    {
        (int Columns, int Rows) size = (Console.WindowWidth, Console.WindowHeight);
        if (size != _size || _picture is null)
        {
            _size = size;
            _picture = new TerminalPicture(size.Columns, Math.Max(1, size.Rows - LinesBelow), TerminalPicture.ShowsAllColors);
            Console.Out.Write("\e[2J");
        }

        Console.Out.Write(_picture.Draw(world.Env));
        Line(_picture.Rows + 1, Numbers());
        Line(_picture.Rows + 2, Help());
        Console.Out.Flush();
    }

    private void Line(int row, string text)
    {
        int columns = Math.Max(1, _size.Columns - 1);
        Console.Out.Write(string.Create(CultureInfo.InvariantCulture, $"\e[{row};1H\e[0m{(text.Length > columns ? text[..columns] : text)}\e[K"));
    }

    private string Numbers()
    {
        string end = world.Last.Terminated ? "  ended" : world.Last.Truncated ? "  out of time" : _pace.IsPlaying ? "" : "  paused";
        string line = string.Create(CultureInfo.InvariantCulture, $"{title}  seed {world.Seed}  step {world.Steps}  return {world.Return:0.##}{end}");
        if (world.Scores.Length == 0) return line;
        return line + (world.AreProbabilities ? "  p " : "  Q ") + string.Join(" ", world.Scores.ToArray().Select(score => score.ToString("0.00", CultureInfo.InvariantCulture)));
    }

    private string Help() =>
        (_pace.IsByHand ? "you play (arrows, digits); m hands back" : _pace.Keys.Actions.Count > 0 ? "m play it yourself" : "no keys for these actions")
        + "  p pause  . step  r new seed  + - speed  q leave";

    /// <summary>Obeys what was typed.</summary>
    /// <returns>Whether something is to be shown at once.</returns>
    private bool ReadKeys()
    {
        bool changed = false;
        while (Console.KeyAvailable)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (_pace.IsByHand && _pace.Keys.Actions.TryGetValue(NameOf(key), out float[]? action)) changed |= Press(action);
            else changed |= Obey(key);
        }

        return changed;
    }

    private bool Press(float[] action)
    {
        _sincePress.Restart();
        return _pace.Press(action);
    }

    private bool Obey(ConsoleKeyInfo key)
    {
        switch (key.KeyChar)
        {
            case 'q' or '\e': _isEnded = true; return true;
            case 'p' or ' ': _pace.IsPlaying = !_pace.IsPlaying; return true;
            case '.': _pace.StepOnce(); return true;
            case 'r': _pace.Reset(); return true;
            case 'm': (_pace.IsByHand, _pace.IsPlaying) = (!_pace.IsByHand && _pace.Keys.Actions.Count > 0, true); return true;
            case '+' or '=': _pace.Speed *= 2; return false;
            case '-': _pace.Speed /= 2; return false;
            default: return false;
        }
    }

    private static string NameOf(ConsoleKeyInfo key) => key.Key switch
    {
        ConsoleKey.LeftArrow => "ArrowLeft",
        ConsoleKey.RightArrow => "ArrowRight",
        ConsoleKey.UpArrow => "ArrowUp",
        ConsoleKey.DownArrow => "ArrowDown",
        ConsoleKey.Spacebar => "Space",
        ConsoleKey.Enter => "Enter",
        _ => key.KeyChar.ToString(),
    };
}
