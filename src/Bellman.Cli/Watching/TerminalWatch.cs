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
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromSeconds(1.5);

    private readonly PlayKeys _keys = PlayKeys.Of(world.Env);
    private readonly Stopwatch _sincePress = new();
    private TerminalPicture? _picture;
    private (int Columns, int Rows) _size;
    private float[]? _pressed;
    private bool _isByHand;
    private bool _isPlaying = true;
    private bool _isEnded;
    private double _speed = 1;

    private float[]? ByHand => _pressed is not null && (_keys.Idle.Count == 0 || _sincePress.Elapsed < Held) ? _pressed : _keys.Idle.Count > 0 ? [.. _keys.Idle] : null;

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
                TimeSpan pause = world.Last.Done ? AfterTheEnd : TimeSpan.FromSeconds(1 / Math.Min(MostPictures, world.Env.FramesPerSecond * _speed));
                bool changed = false;
                while (!changed && !_isEnded && frame.Elapsed < pause && !cancellation.WaitHandle.WaitOne(5)) changed = ReadKeys();
                if (!changed && !_isEnded && _isPlaying) Advance();
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
        string end = world.Last.Terminated ? "  ended" : world.Last.Truncated ? "  out of time" : _isPlaying ? "" : "  paused";
        string line = string.Create(CultureInfo.InvariantCulture, $"{title}  seed {world.Seed}  step {world.Steps}  return {world.Return:0.##}{end}");
        if (world.Scores.Length == 0) return line;
        return line + (world.AreProbabilities ? "  p " : "  Q ") + string.Join(" ", world.Scores.ToArray().Select(score => score.ToString("0.00", CultureInfo.InvariantCulture)));
    }

    private string Help() =>
        (_isByHand ? "you play (arrows, digits); m hands back" : _keys.Actions.Count > 0 ? "m play it yourself" : "no keys for these actions")
        + "  p pause  . step  r new seed  + - speed  q leave";

    private void Advance()
    {
        if (world.Last.Done)
        {
            world.Reset(world.Seed + 1);
            return;
        }

        if (_isByHand && _keys.IsTurnBased) return;
        int steps = (int)Math.Max(1, Math.Round(world.Env.FramesPerSecond * _speed / MostPictures));
        for (int i = 0; i < steps && !world.Last.Done; i++) Step();
    }

    private void Step()
    {
        if (!_isByHand) world.Step();
        else if (ByHand is { } action) world.Step(action);
    }

    /// <summary>Obeys what was typed.</summary>
    /// <returns>Whether something is to be shown at once.</returns>
    private bool ReadKeys()
    {
        bool changed = false;
        while (Console.KeyAvailable)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (_isByHand && _keys.Actions.TryGetValue(NameOf(key), out float[]? action)) changed |= Press(action);
            else changed |= Obey(key);
        }

        return changed;
    }

    private bool Press(float[] action)
    {
        _pressed = action;
        _sincePress.Restart();
        if (!_keys.IsTurnBased || world.Last.Done) return false;
        world.Step(action);
        return true;
    }

    private bool Obey(ConsoleKeyInfo key)
    {
        switch (key.KeyChar)
        {
            case 'q' or '\e': _isEnded = true; return true;
            case 'p' or ' ': _isPlaying = !_isPlaying; return true;
            case '.':
                _isPlaying = false;
                if (world.Last.Done) world.Reset(world.Seed + 1);
                else Step();
                return true;
            case 'r': world.Reset(world.Seed + 1); return true;
            case 'm': (_isByHand, _pressed, _isPlaying) = (!_isByHand && _keys.Actions.Count > 0, null, true); return true;
            case '+' or '=': _speed = Math.Min(64, _speed * 2); return false;
            case '-': _speed = Math.Max(1.0 / 16, _speed / 2); return false;
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
