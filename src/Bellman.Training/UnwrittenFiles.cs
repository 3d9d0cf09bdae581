namespace Bellman.Training;

/// <summary>What a training could not write. The user hears of each once, until it could be written again.</summary>
internal sealed class UnwrittenFiles(Action<string> warn)
{
    private readonly SortedDictionary<string, string> _messages = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Messages => [.. _messages.Values];

    public void Failed(string what, string message)
    {
        if (!_messages.ContainsKey(what)) warn(message);
        _messages[what] = message;
    }

    public void Succeeded(string what) => _messages.Remove(what);
}
