namespace Bellman.Physics;

/// <summary>
/// Which corner or side of each shape made a contact point. Points of the same features in consecutive steps are the
/// same point, and keep their impulses.
/// </summary>
/// <param name="IndexA">Corner or side of shape A.</param>
/// <param name="IndexB">Corner or side of shape B.</param>
/// <param name="IsFaceA">Whether it is a side, not a corner, of shape A.</param>
/// <param name="IsFaceB">Whether it is a side, not a corner, of shape B.</param>
internal readonly record struct ContactFeature(byte IndexA, byte IndexB, bool IsFaceA, bool IsFaceB)
{
    /// <summary>The same features with the shapes exchanged.</summary>
    public ContactFeature Swapped => new(IndexB, IndexA, IsFaceB, IsFaceA);
}
