namespace Bellman.Physics;

/// <summary>
/// Finds pairs of fixtures that come near each other: a tree of enlarged boxes, and a list of the fixtures that left
/// theirs since the last time. Only those are looked up again.
/// </summary>
internal sealed class BroadPhase
{
    private const int InitialCapacity = 32;
    private const int PairsPerFixture = 16;

    private readonly BoundsTree _tree = new();
    private Fixture?[] _fixtures = new Fixture?[InitialCapacity];
    private int[] _moved = new int[InitialCapacity];
    private int _movedCount;
    private int[] _found = new int[InitialCapacity];
    private ulong[] _pairs = new ulong[InitialCapacity];

    /// <summary>Empties the broad phase.</summary>
    public void Clear()
    {
        _tree.Clear();
        Array.Clear(_fixtures);
        _movedCount = 0;
    }

    /// <summary>Makes room for some fixtures in advance, while there are none.</summary>
    public void Reserve(int fixtures)
    {
        _tree.Reserve(fixtures);
        Grow();
        if (_moved.Length < fixtures)
        {
            _moved = new int[fixtures];
        }
        if (_pairs.Length < PairsPerFixture * fixtures)
        {
            _pairs = new ulong[PairsPerFixture * fixtures];
        }
    }

    /// <summary>Adds a fixture with its tight box.</summary>
    /// <returns>The number under which it is known here.</returns>
    public int Add(Fixture fixture, in Bounds tight)
    {
        int proxy = _tree.Add(tight);
        Grow();
        _fixtures[proxy] = fixture;
        Touch(proxy);
        return proxy;
    }

    /// <summary>Takes a fixture out.</summary>
    public void Remove(int proxy)
    {
        int kept = 0;
        for (int i = 0; i < _movedCount; i++)
        {
            if (_moved[i] != proxy) _moved[kept++] = _moved[i];
        }
        _movedCount = kept;
        _fixtures[proxy] = null;
        _tree.Remove(proxy);
    }

    /// <summary>Gives a fixture a new tight box.</summary>
    public void Move(int proxy, in Bounds tight, Vector2D displacement)
    {
        if (_tree.Move(proxy, tight, displacement))
        {
            Touch(proxy);
        }
    }

    /// <summary>The enlarged box of a fixture.</summary>
    public ref readonly Bounds BoundsOf(int proxy) => ref _tree.BoundsOf(proxy);

    /// <summary>Whether the enlarged boxes of two fixtures overlap.</summary>
    public bool Overlap(int first, int second) => Bounds.Overlap(_tree.BoundsOf(first), _tree.BoundsOf(second));

    /// <summary>Reports every pair of boxes that overlap and of which one was moved, each pair once, in order of their numbers.</summary>
    public void ReportPairs(ContactManager contacts)
    {
        if (_movedCount == 0)
        {
            return;
        }
        int count = CollectPairs();
        _movedCount = 0;
        Span<ulong> pairs = _pairs.AsSpan(0, count);
        pairs.Sort();
        for (int i = 0; i < pairs.Length; i++)
        {
            if (i == 0 || pairs[i] != pairs[i - 1])
            {
                contacts.AddPair(_fixtures[(int)(pairs[i] >> 32)]!, _fixtures[(int)(uint)pairs[i]]!);
            }
        }
    }

    /// <summary>Reports the fixtures that a ray meets.</summary>
    public void RayCast<TCallback>(Vector2D from, Vector2D to, ref TCallback callback)
        where TCallback : IRayCastCallback
    {
        var ray = new FixtureRay<TCallback>(_fixtures, from, to, callback);
        _tree.RayCast(from, to, ref ray);
        callback = ray.Callback;
    }

    /// <summary>Writes the tree and the list of moved fixtures.</summary>
    public void Save(BinaryWriter writer)
    {
        _tree.Save(writer);
        writer.Write(_movedCount);
        for (int i = 0; i < _movedCount; i++)
        {
            writer.Write(_moved[i]);
        }
    }

    /// <summary>Reads the tree and the list of moved fixtures; the fixtures are those of the world as built.</summary>
    public void Load(BinaryReader reader)
    {
        _tree.Load(reader);
        Grow();
        _movedCount = 0;
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            Touch(reader.ReadInt32());
        }
    }

    /// <summary>Makes a fixture known under the number that it has.</summary>
    public void Bind(Fixture fixture) => _fixtures[fixture.Proxy] = fixture;

    /// <summary>The fixture with a number.</summary>
    public Fixture FixtureOf(int proxy) =>
        (uint)proxy < (uint)_fixtures.Length && _fixtures[proxy] is { } fixture
            ? fixture
            : throw new InvalidDataException($"The saved world names the fixture {proxy}, which there is not.");

    private void Grow()
    {
        if (_fixtures.Length < _tree.Capacity)
        {
            Array.Resize(ref _fixtures, _tree.Capacity);
            _found = new int[_tree.Capacity];
        }
    }

    private void Touch(int proxy)
    {
        if (_movedCount == _moved.Length)
        {
            Array.Resize(ref _moved, 2 * _moved.Length);
        }
        _moved[_movedCount++] = proxy;
    }

    private int CollectPairs()
    {
        int count = 0;
        for (int i = 0; i < _movedCount; i++)
        {
            int proxy = _moved[i];
            int found = _tree.Query(_tree.BoundsOf(proxy), _found);
            if (count + found > _pairs.Length)
            {
                Array.Resize(ref _pairs, 2 * (count + found));
            }
            for (int k = 0; k < found; k++)
            {
                int other = _found[k];
                if (other != proxy)
                {
                    _pairs[count++] = ((ulong)Math.Min(proxy, other) << 32) | (uint)Math.Max(proxy, other);
                }
            }
        }
        return count;
    }
}
