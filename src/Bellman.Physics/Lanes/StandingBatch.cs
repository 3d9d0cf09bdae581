using static Bellman.Physics.StandingField;

namespace Bellman.Physics;

/// <summary>
/// Forks of equal shape that stand on the ground in different worlds. Contacts, positions and all else are each world's own
/// matter; the iterations over the velocities, which rarely come round to a cycle here and so are nearly all of the work,
/// are made in lanes.
/// </summary>
internal sealed unsafe class StandingBatch
{
    /// <summary>From how many forks on lanes are quicker: a vector's iteration takes little longer than one fork's.</summary>
    private const int FewestInLanes = 2;

    /// <summary>How many blocks take turns, so that one's operations fill the time in which another's wait for each other.</summary>
    private const int BlocksAtOnce = 4;

    private readonly LaneBlocks _blocks;
    private readonly World[] _worlds;
    private readonly Island[] _islands;
    private readonly bool[] _isLimited;
    private readonly SharedShape _shared = new();
    private int _count;

    /// <summary>Makes memory for so many forks.</summary>
    public StandingBatch(int capacity)
    {
        _blocks = new LaneBlocks(capacity, Rows);
        _worlds = new World[capacity];
        _islands = new Island[capacity];
        _isLimited = new bool[_blocks.Capacity / LaneMath.Width];
    }

    /// <summary>Forgets the forks.</summary>
    public void Clear() => _count = 0;

    /// <summary>Takes a world in which a fork is all that moves, and something touches it; where lanes cannot solve it, it is solved at once.</summary>
    public void Add(World world, Fork fork, in TimeStep step)
    {
        Island island = world.PrepareIsland(step);
        if (!StandingLane.CanRead(island, fork) || !_shared.TryJoin(fork, isFirst: _count == 0))
        {
            island.SolveVelocities(step.VelocityIterations);
            world.FinishIsland(step);
            return;
        }
        ref bool isLimited = ref _isLimited[_count / LaneMath.Width];
        isLimited = StandingLane.Read(island, _blocks.ColumnOf(_count)) & (isLimited | (_count % LaneMath.Width == 0));
        _islands[_count] = island;
        _worlds[_count++] = world;
    }

    /// <summary>Moves the forks by one step, and tells each world's broad phase.</summary>
    /// <param name="step">The step, the same for all but for its ratio.</param>
    /// <param name="fewest">Fewer forks than these need not be solved in lanes.</param>
    public void Solve(in TimeStep step, int fewest)
    {
        if (_count < Math.Min(fewest, FewestInLanes))
        {
            foreach (Island island in _islands.AsSpan(0, _count))
            {
                island.SolveVelocities(step.VelocityIterations);
            }
        }
        else
        {
            _blocks.FillUp(_count);
            for (int start = 0; start < _count; start += BlocksAtOnce * LaneMath.Width)
            {
                Iterate(start, Math.Min(_count, start + BlocksAtOnce * LaneMath.Width), step.VelocityIterations);
            }
            for (int lane = 0; lane < _count; lane++)
            {
                StandingLane.Write(_islands[lane], _blocks.ColumnOf(lane));
            }
        }
        foreach (World world in _worlds.AsSpan(0, _count))
        {
            world.FinishIsland(step with { Ratio = world.RatioOf(step.Duration) });
        }
        Array.Clear(_worlds, 0, _count);
        Array.Clear(_islands, 0, _count);
    }

    private void Iterate(int start, int end, int iterations)
    {
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            for (int lane = start; lane < end; lane += LaneMath.Width)
            {
                if (_isLimited[lane / LaneMath.Width])
                {
                    StandingIteration.AllLimited(_blocks.BlockOf(lane), _shared.Numbers);
                }
                else
                {
                    StandingIteration.Mixed(_blocks.BlockOf(lane), _shared.Numbers);
                }
            }
        }
    }
}
