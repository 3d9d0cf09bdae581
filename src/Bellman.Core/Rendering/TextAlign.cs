namespace Bellman.Core;

/// <summary>What of a text stands at the point that it is given.</summary>
public enum TextAlign
{
    /// <summary>Its beginning.</summary>
    Left,

    /// <summary>Its middle.</summary>
    Center,

    /// <summary>Its end.</summary>
    Right,
}
