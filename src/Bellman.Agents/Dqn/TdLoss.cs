namespace Bellman.Agents;

/// <summary>The loss of a temporal-difference error.</summary>
public enum TdLoss
{
    /// <summary>Its square.</summary>
    Mse,

    /// <summary>A parabola near zero and a line far from it (Huber 1964).</summary>
    Huber,
}
