namespace Bellman.Physics.Tests;

public class BoundsTreeTests
{
    [Fact]
    public void Query_AfterManyMoves_FindsWhatASearchThroughAllFinds()
    {
        var tree = new BoundsTree();
        uint state = 12345;
        var leaves = new List<int>();
        for (int i = 0; i < 60; i++)
        {
            leaves.Add(tree.Add(RandomBounds(ref state)));
        }
        var found = new int[200];
        for (int round = 0; round < 2_000; round++)
        {
            tree.Move(leaves[round % leaves.Count], RandomBounds(ref state), new Vector2D(Next(ref state), Next(ref state)));
            Bounds query = RandomBounds(ref state);
            int count = tree.Query(query, found);
            IEnumerable<int> expected = leaves.Where(leaf => Bounds.Overlap(tree.BoundsOf(leaf), query));
            Assert.Equal(expected.Order(), found.Take(count).Order());
        }
    }

    [Fact]
    public void Move_WithinTheMargin_DoesNothing()
    {
        var tree = new BoundsTree();
        var tight = new Bounds(new Vector2D(0, 0), new Vector2D(1, 1));
        int leaf = tree.Add(tight);
        var shift = new Vector2D(0.09f, -0.09f);
        Assert.False(tree.Move(leaf, new Bounds(tight.Lower + shift, tight.Upper + shift), shift));
        Assert.True(tree.Move(leaf, new Bounds(tight.Lower + 2 * shift, tight.Upper + 2 * shift), shift));
        Assert.Equal(1 + 2 * 0.09 + 0.1 + 2 * 0.09, tree.BoundsOf(leaf).Upper.X, 1e-6);
    }

    private static Bounds RandomBounds(ref uint state)
    {
        var lower = new Vector2D(10 * Next(ref state), 10 * Next(ref state));
        return new Bounds(lower, lower + new Vector2D(1 + Next(ref state), 1 + Next(ref state)));
    }

    private static float Next(ref uint state)
    {
        state = state * 1664525 + 1013904223;
        return (state >> 8) / 16777216f * 2 - 1;
    }
}
