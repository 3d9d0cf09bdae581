using static Bellman.Physics.ForkField;

namespace Bellman.Physics;

/// <summary>
/// Forks of equal shape in different worlds, moved by one step together. They are read into lanes, solved there, and
/// written back; between steps the worlds hold everything.
/// </summary>
internal sealed unsafe class ForkBatch
{
    private readonly LaneBlocks _blocks;
    private readonly ForkVelocities _velocities;
    private readonly World[] _worlds;
    private readonly SharedShape _shared = new();
    private int _count;

    /// <summary>Makes memory for so many forks.</summary>
    public ForkBatch(int capacity)
    {
        _blocks = new LaneBlocks(capacity, Rows);
        _velocities = new ForkVelocities(capacity);
        _worlds = new World[capacity];
    }

    /// <summary>Forgets the forks.</summary>
    public void Clear() => _count = 0;

    /// <summary>Takes the fork of a world in which nothing touches, where its shape is that of the others.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool TryAdd(World world, Fork fork, float ratio)
    {
        if (!_shared.TryJoin(fork, isFirst: _count == 0))
        {
            return false;
        }
        ForkLane.Read(fork, world.Contacts.BroadPhase, ratio, _blocks.ColumnOf(_count));
        _worlds[_count++] = world;
        return true;
    }

    /// <summary>Moves the forks by one step, and tells each world's broad phase.</summary>
    /// <param name="step">The step, the same for all but for its ratio.</param>
    /// <param name="fewest">Fewer forks than these are solved one by one.</param>
    public void Solve(in TimeStep step, int fewest)
    {
        if (_count < fewest)
        {
            foreach (World world in _worlds.AsSpan(0, _count))
            {
                world.SolveIslands(step with { Ratio = world.RatioOf(step.Duration) });
            }
            _count = 0;
        }
        if (_count == 0)
        {
            return;
        }
        _blocks.FillUp(_count);
        ForkShape shape = _shared.Shape!;
        ref readonly ForkNumbers numbers = ref _shared.Numbers;
        for (int start = 0; start < _count; start += LaneMath.Width)
        {
            ForkPreparation.Prepare(_blocks.BlockOf(start), shape, numbers, step.Duration);
        }
        _velocities.Solve(_blocks, _count, numbers, step.VelocityIterations);
        for (int start = 0; start < _count; start += LaneMath.Width)
        {
            float* block = _blocks.BlockOf(start);
            uint solved = ForkPositions.Solve(block, shape, numbers, step.Duration, step.PositionIterations);
            uint stays = ForkOutline.StaysInBoxes(block, shape);
            uint moves = ForkOutline.Moves(block);
            int end = Math.Min(_count, start + LaneMath.Width);
            for (int lane = start; lane < end; lane++)
            {
                int bit = lane - start;
                Fork fork = _worlds[lane].FoundFork!;
                ForkLane.Write(fork, _blocks.ColumnOf(lane));
                UpdateSleep(fork, step.Duration, (solved >> bit & 1) != 0, (moves >> bit & 1) != 0);
                if ((stays >> bit & 1) == 0)
                {
                    ForkLane.TellBroadPhase(_worlds[lane], fork, _blocks.ColumnOf(lane));
                }
            }
        }
        Array.Clear(_worlds, 0, _count);
    }

    private static void UpdateSleep(Fork fork, float duration, bool solved, bool moves)
    {
        if (!moves)
        {
            fork.UpdateSleep(duration, solved);
            return;
        }
        foreach (Body body in fork.Bodies)
        {
            body.SleepTime = 0f;
        }
    }
}
