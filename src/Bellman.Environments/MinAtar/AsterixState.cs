namespace Bellman.Environments;

/// <summary>Where everything is in <see cref="Asterix"/>.</summary>
internal readonly record struct AsterixState
{
    /// <summary>The player's row.</summary>
    public int Row { get; init; }

    /// <summary>The player's column.</summary>
    public int Column { get; init; }

    /// <summary>What ends the episode on contact.</summary>
    public Movers Enemies { get; init; }

    /// <summary>What is worth picking up.</summary>
    public Movers Treasure { get; init; }

    /// <summary>Frames since the episode began.</summary>
    public int Frame { get; init; }

    /// <summary>Frames until all things move.</summary>
    public int Move { get; init; }

    /// <summary>Frames until another thing enters.</summary>
    public int Entry { get; init; }
}
