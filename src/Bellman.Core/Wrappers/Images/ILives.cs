namespace Bellman.Core;

/// <summary>An environment in which the player has several lives in one episode, for <see cref="AtariPreprocessing"/>.</summary>
public interface ILives
{
    /// <summary>How many lives are left.</summary>
    int Lives { get; }
}
