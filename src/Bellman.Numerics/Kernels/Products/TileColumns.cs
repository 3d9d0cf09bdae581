namespace Bellman.Numerics;

/// <summary>The widths of tiles.</summary>
internal static class TileColumns
{
    /// <summary>One vector: for a last panel that is only sixteen columns wide.</summary>
    public readonly struct One : ITileColumns
    {
        public static bool Two => false;
    }

    /// <summary>Two vectors.</summary>
    public readonly struct Two : ITileColumns
    {
        static bool ITileColumns.Two => true;
    }
}
