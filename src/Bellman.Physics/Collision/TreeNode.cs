namespace Bellman.Physics;

/// <summary>A node of <see cref="BoundsTree"/>: a leaf holds one fixture's box, a branch the union of its children's.</summary>
internal struct TreeNode
{
    public const int None = -1;

    public Bounds Bounds;

    /// <summary>The parent; for an unused node the next unused one.</summary>
    public int Parent;
    public int Child1;
    public int Child2;

    /// <summary>0 for a leaf, -1 for an unused node.</summary>
    public int Height;

    public readonly bool IsLeaf => Child1 == None;
}
