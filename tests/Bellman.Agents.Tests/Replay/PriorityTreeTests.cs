using Bellman.Numerics;

namespace Bellman.Agents.Tests;

/// <summary>The tree against a plain array that is searched from its beginning.</summary>
public sealed class PriorityTreeTests
{
    /// <summary>Whole masses have exact sums, so that tree and array must agree wherever they are asked.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(101)]
    public void Find_RandomMasses_IsWhatASearchFromTheBeginningFinds(int capacity)
    {
        var tree = new PriorityTree(capacity);
        var masses = new double[capacity];
        Pcg64 rng = new SeedStreams(5).Stream("test");
        for (int round = 0; round < 500; round++)
        {
            int changed = rng.Next(capacity);
            masses[changed] = 1 + rng.Next(50);
            tree.Set(changed, masses[changed]);
            Assert.Equal(masses.Sum(), tree.Sum);
            Assert.Equal(masses.Where(mass => mass > 0).Min(), tree.Least);
            double place = rng.NextDouble() * tree.Sum;
            Assert.Equal(Search(masses, place), tree.Find(place));
            double edge = Math.Floor(place);
            Assert.Equal(Search(masses, edge), tree.Find(edge));
        }
    }

    /// <summary>Sums of fractions are rounded; a place beyond the last rounded sum must still not lead to an empty leaf.</summary>
    [Fact]
    public void Find_PlacesUpToTheSum_NeverLeadToAnEmptyLeaf()
    {
        var tree = new PriorityTree(100);
        Pcg64 rng = new SeedStreams(6).Stream("test");
        for (int i = 0; i < 37; i++)
        {
            tree.Set(i, Math.Pow(rng.NextDouble() + 1e-9, 0.6));
            Assert.InRange(tree.Find(Math.BitDecrement(tree.Sum)), 0, i);
            Assert.InRange(tree.Find(tree.Sum), 0, i);
            for (int k = 0; k < 100; k++) Assert.InRange(tree.Find(rng.NextDouble() * tree.Sum), 0, i);
        }
    }

    [Fact]
    public void SetAll_AfterOtherMasses_IsTheTreeOfTheNewOnesAlone()
    {
        var tree = new PriorityTree(10);
        var other = new PriorityTree(10);
        for (int i = 0; i < 10; i++) tree.Set(i, 0.1 * (i + 1));
        float[] masses = [0.3f, 0.1f, 0.7f];
        tree.SetAll(masses);
        for (int i = 0; i < masses.Length; i++) other.Set(i, masses[i]);
        Assert.Equal((other.Sum, other.Least), (tree.Sum, tree.Least));
        for (double place = 0; place < tree.Sum; place += 0.01) Assert.Equal(other.Find(place), tree.Find(place));
    }

    private static int Search(double[] masses, double place)
    {
        double sum = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            sum += masses[i];
            if (place < sum) return i;
        }

        return Array.FindLastIndex(masses, mass => mass > 0);
    }
}
