namespace Bellman.Agents;

/// <summary>What a recurrent network remembers at the beginning of a sequence that it learns from.</summary>
public enum InitialState
{
    /// <summary>What it remembered when it acted there (Kapturowski et al. 2019).</summary>
    Stored,

    /// <summary>Nothing, wherever in the episode the sequence begins (Hausknecht and Stone 2015).</summary>
    Zero,
}
