using System.Numerics;

namespace Bellman.Physics;

/// <summary>
/// A balanced binary tree of boxes. A leaf's box is larger than its fixture, so that it is moved seldom. Nodes are
/// numbers into one array and are handed out in a fixed order: contacts are sorted by these numbers, so the whole
/// simulation depends on them.
/// </summary>
internal sealed class BoundsTree
{
    private const int InitialCapacity = 32;

    private TreeNode[] _nodes = new TreeNode[InitialCapacity];
    private int[] _stack = new int[InitialCapacity];
    private int _root;
    private int _firstUnused;
    private int _used;

    public BoundsTree() => Clear();

    /// <summary>Every node's number is below this.</summary>
    public int Capacity => _nodes.Length;

    /// <summary>Empties the tree.</summary>
    public void Clear()
    {
        _root = TreeNode.None;
        _used = 0;
        LinkUnused(0);
    }

    /// <summary>The enlarged box of a leaf.</summary>
    public ref readonly Bounds BoundsOf(int leaf) => ref _nodes[leaf].Bounds;

    /// <summary>Adds a leaf for a tight box.</summary>
    public int Add(in Bounds tight)
    {
        int leaf = Allocate();
        _nodes[leaf].Bounds = tight.Grown(Tuning.BoundsMargin);
        Insert(leaf);
        return leaf;
    }

    /// <summary>Takes a leaf out. Its number, and before it that of its branch, are the next ones to be handed out.</summary>
    public void Remove(int leaf)
    {
        Detach(leaf);
        Free(leaf);
    }

    /// <summary>
    /// Gives a leaf a new tight box. While that still fits into the enlarged one nothing happens; otherwise the new
    /// enlarged box reaches ahead along the displacement.
    /// </summary>
    /// <returns>Whether the leaf was moved.</returns>
    public bool Move(int leaf, in Bounds tight, Vector2D displacement)
    {
        if (_nodes[leaf].Bounds.Contains(tight))
        {
            return false;
        }
        Detach(leaf);
        Bounds grown = tight.Grown(Tuning.BoundsMargin);
        Vector2D ahead = Tuning.BoundsPrediction * displacement;
        var lower = new Vector2D(
            ahead.X < 0f ? grown.Lower.X + ahead.X : grown.Lower.X, ahead.Y < 0f ? grown.Lower.Y + ahead.Y : grown.Lower.Y);
        var upper = new Vector2D(
            ahead.X < 0f ? grown.Upper.X : grown.Upper.X + ahead.X, ahead.Y < 0f ? grown.Upper.Y : grown.Upper.Y + ahead.Y);
        _nodes[leaf].Bounds = new Bounds(lower, upper);
        Insert(leaf);
        return true;
    }

    /// <summary>Lists the leaves whose boxes overlap a box.</summary>
    /// <param name="bounds">The box.</param>
    /// <param name="found">Room for all leaves.</param>
    /// <returns>How many were found.</returns>
    public int Query(in Bounds bounds, Span<int> found)
    {
        int count = 0;
        int depth = 0;
        if (_root != TreeNode.None)
        {
            _stack[depth++] = _root;
        }
        while (depth > 0)
        {
            int index = _stack[--depth];
            ref TreeNode node = ref _nodes[index];
            if (!Bounds.Overlap(node.Bounds, bounds))
            {
                continue;
            }
            if (node.IsLeaf)
            {
                found[count++] = index;
            }
            else
            {
                _stack[depth++] = node.Child1;
                _stack[depth++] = node.Child2;
            }
        }
        return count;
    }

    /// <summary>Visits the leaves whose boxes a ray may meet.</summary>
    public void RayCast<TVisitor>(Vector2D from, Vector2D to, ref TVisitor visitor)
        where TVisitor : IRayVisitor
    {
        Vector2D way = to - from;
        Vector2D side = Vector2D.Cross(1f, way.Normalized);
        var extent = new Vector2D(MathF.Abs(side.X), MathF.Abs(side.Y));
        float reach = 1f;
        Bounds ray = RayBounds(from, way, reach);
        int depth = 0;
        if (_root != TreeNode.None)
        {
            _stack[depth++] = _root;
        }
        while (depth > 0)
        {
            int index = _stack[--depth];
            ref TreeNode node = ref _nodes[index];
            if (!Bounds.Overlap(node.Bounds, ray) || IsBeside(node.Bounds, from, side, extent))
            {
                continue;
            }
            if (!node.IsLeaf)
            {
                _stack[depth++] = node.Child1;
                _stack[depth++] = node.Child2;
                continue;
            }
            float value = visitor.Visit(index, reach);
            if (value == 0f)
            {
                return;
            }
            if (value > 0f)
            {
                reach = value;
                ray = RayBounds(from, way, reach);
            }
        }
    }

    /// <summary>Makes room for some leaves in advance, in an empty tree.</summary>
    public void Reserve(int leaves)
    {
        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * leaves));
        if (capacity > _nodes.Length)
        {
            _nodes = new TreeNode[capacity];
            _stack = new int[capacity];
            Clear();
        }
    }

    /// <summary>Writes the whole tree.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_nodes.Length);
        writer.Write(_used);
        writer.Write(_root);
        writer.Write(_firstUnused);
        foreach (ref TreeNode node in _nodes.AsSpan())
        {
            writer.Write(node.Bounds.Lower);
            writer.Write(node.Bounds.Upper);
            writer.Write(node.Parent);
            writer.Write(node.Child1);
            writer.Write(node.Child2);
            writer.Write(node.Height);
        }
    }

    /// <summary>Reads the whole tree.</summary>
    public void Load(BinaryReader reader)
    {
        int capacity = reader.ReadInt32();
        if (capacity != _nodes.Length)
        {
            _nodes = new TreeNode[capacity];
            _stack = new int[capacity];
        }
        _used = reader.ReadInt32();
        _root = reader.ReadInt32();
        _firstUnused = reader.ReadInt32();
        foreach (ref TreeNode node in _nodes.AsSpan())
        {
            node.Bounds = new Bounds(reader.ReadVector(), reader.ReadVector());
            node.Parent = reader.ReadInt32();
            node.Child1 = reader.ReadInt32();
            node.Child2 = reader.ReadInt32();
            node.Height = reader.ReadInt32();
        }
    }

    private static Bounds RayBounds(Vector2D from, Vector2D way, float reach)
    {
        Vector2D end = from + reach * way;
        return new Bounds(Vector2D.Min(from, end), Vector2D.Max(from, end));
    }

    /// <summary>Whether a box lies wholly on one side of a ray's line: its centre is further away than it is thick.</summary>
    private static bool IsBeside(in Bounds box, Vector2D from, Vector2D side, Vector2D extent)
    {
        Vector2D center = 0.5f * (box.Lower + box.Upper);
        Vector2D half = 0.5f * (box.Upper - box.Lower);
        return MathF.Abs(Vector2D.Dot(side, from - center)) - Vector2D.Dot(extent, half) > 0f;
    }

    private void LinkUnused(int first)
    {
        for (int i = first; i < _nodes.Length; i++)
        {
            _nodes[i].Parent = i + 1 < _nodes.Length ? i + 1 : TreeNode.None;
            _nodes[i].Height = -1;
        }
        _firstUnused = first;
    }

    private int Allocate()
    {
        if (_firstUnused == TreeNode.None)
        {
            Array.Resize(ref _nodes, 2 * _nodes.Length);
            Array.Resize(ref _stack, _nodes.Length);
            LinkUnused(_used);
        }
        int index = _firstUnused;
        ref TreeNode node = ref _nodes[index];
        _firstUnused = node.Parent;
        node.Parent = TreeNode.None;
        node.Child1 = TreeNode.None;
        node.Child2 = TreeNode.None;
        node.Height = 0;
        _used++;
        return index;
    }

    private void Free(int index)
    {
        _nodes[index].Parent = _firstUnused;
        _nodes[index].Height = -1;
        _firstUnused = index;
        _used--;
    }

    /// <summary>Hangs a leaf beside the node where it lengthens the outlines of all boxes least.</summary>
    private void Insert(int leaf)
    {
        if (_root == TreeNode.None)
        {
            _root = leaf;
            _nodes[leaf].Parent = TreeNode.None;
            return;
        }
        int sibling = FindSibling(_nodes[leaf].Bounds);
        int branch = Allocate();
        ref TreeNode node = ref _nodes[branch];
        int parent = _nodes[sibling].Parent;
        node.Parent = parent;
        node.Bounds = Bounds.Union(_nodes[leaf].Bounds, _nodes[sibling].Bounds);
        node.Height = _nodes[sibling].Height + 1;
        node.Child1 = sibling;
        node.Child2 = leaf;
        _nodes[sibling].Parent = branch;
        _nodes[leaf].Parent = branch;
        ReplaceChild(parent, sibling, branch);
        RefreshUpwards(branch);
    }

    private int FindSibling(in Bounds bounds)
    {
        int index = _root;
        while (!_nodes[index].IsLeaf)
        {
            ref TreeNode node = ref _nodes[index];
            float combined = Bounds.Union(node.Bounds, bounds).Perimeter;
            float here = 2f * combined;
            float inherited = 2f * (combined - node.Bounds.Perimeter);
            float cost1 = DescentCost(node.Child1, bounds, inherited);
            float cost2 = DescentCost(node.Child2, bounds, inherited);
            if (here < cost1 && here < cost2)
            {
                break;
            }
            index = cost1 < cost2 ? node.Child1 : node.Child2;
        }
        return index;
    }

    private float DescentCost(int child, in Bounds bounds, float inherited)
    {
        ref TreeNode node = ref _nodes[child];
        float grown = Bounds.Union(bounds, node.Bounds).Perimeter;
        return node.IsLeaf ? grown + inherited : grown - node.Bounds.Perimeter + inherited;
    }

    /// <summary>Takes a leaf and its parent branch out of the tree; the leaf keeps its number.</summary>
    private void Detach(int leaf)
    {
        if (leaf == _root)
        {
            _root = TreeNode.None;
            return;
        }
        int parent = _nodes[leaf].Parent;
        int grandparent = _nodes[parent].Parent;
        int sibling = _nodes[parent].Child1 == leaf ? _nodes[parent].Child2 : _nodes[parent].Child1;
        _nodes[sibling].Parent = grandparent;
        ReplaceChild(grandparent, parent, sibling);
        Free(parent);
        RefreshUpwards(grandparent);
    }

    private void ReplaceChild(int parent, int former, int next)
    {
        if (parent == TreeNode.None)
        {
            _root = next;
        }
        else if (_nodes[parent].Child1 == former)
        {
            _nodes[parent].Child1 = next;
        }
        else
        {
            _nodes[parent].Child2 = next;
        }
    }

    private void RefreshUpwards(int index)
    {
        while (index != TreeNode.None)
        {
            index = Balance(index);
            Refresh(index);
            index = _nodes[index].Parent;
        }
    }

    private void Refresh(int index)
    {
        ref TreeNode node = ref _nodes[index];
        ref TreeNode child1 = ref _nodes[node.Child1];
        ref TreeNode child2 = ref _nodes[node.Child2];
        node.Height = 1 + Math.Max(child1.Height, child2.Height);
        node.Bounds = Bounds.Union(child1.Bounds, child2.Bounds);
    }

    /// <summary>Lifts the higher child of a node if the children's heights differ by more than one.</summary>
    /// <returns>The node that stands in the place now.</returns>
    private int Balance(int index)
    {
        ref TreeNode node = ref _nodes[index];
        if (node.IsLeaf || node.Height < 2)
        {
            return index;
        }
        int difference = _nodes[node.Child2].Height - _nodes[node.Child1].Height;
        return difference > 1 ? Lift(index, node.Child2) : difference < -1 ? Lift(index, node.Child1) : index;
    }

    /// <summary>Puts a child in its parent's place: the parent becomes its first child and takes the lower of its children.</summary>
    private int Lift(int parent, int child)
    {
        ref TreeNode lower = ref _nodes[parent];
        ref TreeNode upper = ref _nodes[child];
        int first = upper.Child1;
        int second = upper.Child2;
        bool firstIsHigher = _nodes[first].Height > _nodes[second].Height;
        int kept = firstIsHigher ? first : second;
        int given = firstIsHigher ? second : first;

        int above = lower.Parent;
        upper.Child1 = parent;
        upper.Child2 = kept;
        upper.Parent = above;
        lower.Parent = child;
        ReplaceChild(above, parent, child);

        if (lower.Child2 == child)
        {
            lower.Child2 = given;
        }
        else
        {
            lower.Child1 = given;
        }
        _nodes[given].Parent = parent;
        Refresh(parent);
        Refresh(child);
        return child;
    }
}
