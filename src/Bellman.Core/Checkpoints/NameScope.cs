namespace Bellman.Core;

/// <summary>The prefix of entry names: sections that nest as their scopes do.</summary>
internal sealed class NameScope
{
    private string _prefix = "";

    public string Full(string name) => _prefix + name;

    public IDisposable Enter(string name)
    {
        var leaving = new Leaving(this, _prefix);
        _prefix = $"{_prefix}{name}/";
        return leaving;
    }

    private sealed class Leaving(NameScope scope, string former) : IDisposable
    {
        public void Dispose() => scope._prefix = former;
    }
}
