namespace Bellman.Experiments;

/// <summary>In which terms an agent weighs its actions against one another.</summary>
public enum ChoiceMeasure
{
    /// <summary>None that it tells: its actions are continuous, or there is no agent.</summary>
    None,

    /// <summary>The value of each action (Q).</summary>
    Value,

    /// <summary>The probability of each action.</summary>
    Probability,
}
