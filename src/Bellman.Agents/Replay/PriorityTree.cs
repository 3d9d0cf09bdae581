namespace Bellman.Agents;

/// <summary>
/// The masses of numbered things in the leaves of a binary tree whose nodes hold the sum and the least of what is below them (Schaul et al. 2016, appendix B.2.1): one mass is changed, and
/// one thing found by its place in the sum of all, in as many operations as the tree is high.
/// </summary>
/// <remarks>A node is always computed anew from its two children, never corrected, so that rounding does not add up and the leaves alone say what the tree is.</remarks>
internal sealed class PriorityTree
{
    private readonly int _leaves;
    private readonly double[] _sums;
    private readonly double[] _least;

    /// <param name="capacity">How many things there are; all have the mass 0 until they get another.</param>
    public PriorityTree(int capacity)
    {
        _leaves = 1;
        while (_leaves < capacity) _leaves = checked(2 * _leaves);
        _sums = new double[2L * _leaves];
        _least = new double[2L * _leaves];
        _least.AsSpan().Fill(double.PositiveInfinity);
    }

    /// <summary>The sum of all masses.</summary>
    public double Sum => _sums[1];

    /// <summary>The least mass of those that were set; infinity if none was.</summary>
    public double Least => _least[1];

    /// <summary>The mass of a thing.</summary>
    public double this[int index] => _sums[_leaves + index];

    /// <summary>Gives a thing a mass above 0.</summary>
    public void Set(int index, double mass)
    {
        int node = _leaves + index;
        _sums[node] = _least[node] = mass;
        for (node /= 2; node > 0; node /= 2) Combine(node);
    }

    /// <summary>Gives the first things their masses and takes those of all others away.</summary>
    public void SetAll(ReadOnlySpan<float> masses)
    {
        _sums.AsSpan(_leaves).Clear();
        _least.AsSpan(_leaves).Fill(double.PositiveInfinity);
        for (int i = 0; i < masses.Length; i++) _sums[_leaves + i] = _least[_leaves + i] = masses[i];
        for (int node = _leaves - 1; node > 0; node--) Combine(node);
    }

    /// <summary>The first thing at which the sum of all masses up to it is above a number, which is at least 0 and below the sum of all. It never has the mass 0.</summary>
    public int Find(double place)
    {
        int node = 1;
        while (node < _leaves)
        {
            node *= 2;
            double left = _sums[node];
            if (place < left || _sums[node + 1] == 0) continue;
            place -= left;
            node++;
        }

        return node - _leaves;
    }

    private void Combine(int node)
    {
        _sums[node] = _sums[2 * node] + _sums[(2 * node) + 1];
        _least[node] = Math.Min(_least[2 * node], _least[(2 * node) + 1]);
    }
}
