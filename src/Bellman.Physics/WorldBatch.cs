using System.Runtime.Intrinsics;

namespace Bellman.Physics;

/// <summary>
/// Steps many worlds together. Where two bodies are pinned to a third, as a craft with two legs, sixteen worlds are solved
/// in the lanes of one vector: wholly where nothing touches, and the velocities where each leg stands on a point of the
/// ground at most. All others are stepped one by one. Every world ends up bit for bit as <see cref="World.Step"/> leaves it, on every machine.
/// </summary>
public sealed class WorldBatch
{
    private readonly ForkBatch _forks;
    private readonly StandingBatch _standing;

    /// <summary>Makes memory for a number of worlds.</summary>
    /// <param name="capacity">The most worlds that are stepped together, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public WorldBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _forks = new ForkBatch(capacity);
        _standing = new StandingBatch(capacity);
    }

    /// <summary>The most worlds that are stepped together.</summary>
    public int Capacity { get; }

    /// <summary>From how many worlds on lanes are quicker than one world after the other; without wide vectors they never are. Changes no result.</summary>
    internal int FewestInLanes { get; init; } = Vector512.IsHardwareAccelerated ? 4 : int.MaxValue;

    /// <summary>Moves worlds on by one step, as <see cref="World.Step"/> does it in each.</summary>
    /// <param name="worlds">Different worlds, at most <see cref="Capacity"/>.</param>
    /// <param name="duration">Duration in seconds, positive.</param>
    /// <param name="velocityIterations">Iterations of the velocity solver, at least 1.</param>
    /// <param name="positionIterations">The most iterations of the position solver, at least 1.</param>
    /// <exception cref="ArgumentException">There are more worlds than the batch has room for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The duration or a number of iterations is not positive.</exception>
    /// <exception cref="InvalidOperationException">A world is within a step, for instance as it is there twice.</exception>
    public void Step(ReadOnlySpan<World> worlds, float duration, int velocityIterations, int positionIterations)
    {
        if (worlds.Length > Capacity)
        {
            throw new ArgumentException($"There are {worlds.Length} worlds, but the batch has room for {Capacity}.", nameof(worlds));
        }
        World.RequireStep(duration, velocityIterations, positionIterations);
        var step = new TimeStep(duration, 1f, velocityIterations, positionIterations);
        int begun = 0;
        try
        {
            _forks.Clear();
            _standing.Clear();
            for (; begun < worlds.Length; begun++)
            {
                worlds[begun].Begin();
            }
            foreach (World world in worlds)
            {
                world.Collide();
                Take(world, worlds.Length, step with { Ratio = world.RatioOf(duration) });
            }
            _forks.Solve(step, FewestInLanes);
            _standing.Solve(step, FewestInLanes);
            foreach (World world in worlds)
            {
                world.SolveImpacts(step with { Ratio = world.RatioOf(duration) });
                world.End(duration);
            }
        }
        finally
        {
            for (int i = 0; i < begun; i++)
            {
                worlds[i].Unlock();
            }
        }
    }

    /// <summary>Puts a world into the lanes, or solves it by itself.</summary>
    private void Take(World world, int count, in TimeStep step)
    {
        Fork? fork = FewestInLanes > count ? null : world.FindFork();
        if (fork is null)
        {
            world.SolveIslands(step);
        }
        else if (world.IsTouched)
        {
            _standing.Add(world, fork, step);
        }
        else if (!_forks.TryAdd(world, fork, step.Ratio))
        {
            world.SolveIslands(step);
        }
    }
}
