using Bellman.Training;

namespace Bellman.Cli;

/// <summary>A progress bar on the last line of the terminal, below the lines of the episodes.</summary>
internal sealed class EvaluationProgress(int episodes, bool show) : IDisposable
{
    private const int Width = 40;
    private bool _drawn;

    /// <summary>Takes the bar away, lets a line be written, and draws the bar anew below it.</summary>
    public void Around(EvaluationEpisode episode, Action writeLine)
    {
        Clear();
        writeLine();
        if (!show || episode.Number >= episodes) return;
        int filled = (int)((long)Width * episode.Number / episodes);
        Console.Out.Write($"[{new string('#', filled)}{new string('.', Width - filled)}] {episode.Number}/{episodes}");
        _drawn = true;
    }

    /// <summary>Takes the bar away.</summary>
    public void Clear()
    {
        if (!_drawn) return;
        Console.Out.Write("\r" + new string(' ', Width + 24) + "\r");
        _drawn = false;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
