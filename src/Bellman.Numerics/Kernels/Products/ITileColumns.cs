namespace Bellman.Numerics;

/// <summary>How many vectors of columns a tile is wide.</summary>
internal interface ITileColumns
{
    /// <summary>Whether two and not one.</summary>
    static abstract bool Two { get; }
}
