namespace Bellman.Core;

/// <summary>
/// A world whose states are the cells of a rectangle, numbered row by row from the top left, and whose actions are the four
/// directions, so that values and policies can be printed as a map.
/// </summary>
public interface IGridWorld : ITabularModel
{
    /// <summary>The rows from top to bottom, a letter for each cell. Which letters there are, the world's documentation says.</summary>
    IReadOnlyList<string> Map { get; }

    /// <summary>The directions of the actions in their order, as <c>&lt;</c>, <c>v</c>, <c>&gt;</c> and <c>^</c>.</summary>
    string Arrows { get; }
}
