namespace Bellman.Environments;

/// <summary>The six actions of the MinAtar games, in the order of the full action set.</summary>
public enum MinAtarAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One cell to the left.</summary>
    Left,

    /// <summary>One cell up.</summary>
    Up,

    /// <summary>One cell to the right.</summary>
    Right,

    /// <summary>One cell down.</summary>
    Down,

    /// <summary>Fire.</summary>
    Fire,
}
