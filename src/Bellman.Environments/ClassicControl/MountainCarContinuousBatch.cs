using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary><see cref="MountainCarContinuous"/> in lanes.</summary>
internal sealed unsafe class MountainCarContinuousBatch(Func<Env> create, int count) : LaneBatch<MountainCarContinuous>(create, count)
{
    /// <inheritdoc/>
    protected override void OnRequireActions(ReadOnlySpan<float> actions) => ActionRow.RequireNumbers(actions);

    /// <inheritdoc/>
    protected override void Step<TLanes, TVector>(in BatchStep step)
    {
        double* positions = Column(0), velocities = Column(1), fresh = Column(2);
        double goalVelocity = First.GoalVelocity;
        for (int block = 0; block < step.Lanes; block += 8)
        {
            uint arrived = MoveFresh(in step, block, goalVelocity, out uint moved);
            for (int i = block; i < block + 8; i += TLanes.Count)
            {
                TVector position = TLanes.Load(positions + i), velocity = TLanes.Load(velocities + i), force = TLanes.LoadSingle(step.Action(i));
                TVector isMoved = TLanes.Load(fresh + i), half = TLanes.Broadcast(0.5);
                TVector newPosition = position, newVelocity = velocity;
                uint bits = MountainCarContinuous.Move<TLanes, TVector>(force, goalVelocity, ref newPosition, ref newVelocity) << (i - block);
                arrived |= bits & ~moved;
                position = TLanes.WhereGreater(isMoved, half, position, newPosition);
                velocity = TLanes.WhereGreater(isMoved, half, velocity, newVelocity);
                TLanes.Store(position, positions + i);
                TLanes.Store(velocity, velocities + i);
                TLanes.Store(TLanes.Broadcast(0), fresh + i);
                TLanes.StoreRows(step.Observation(2 * i), position, velocity);
            }

            *step.Ended(block) = (byte)arrived;
            for (int lane = 0; lane < 8; lane++)
                *step.Reward(block + lane) = MountainCarContinuous.Reward(*step.Action(block + lane), (arrived >> lane & 1) != 0);
        }
    }

    /// <summary>Moves those worlds one by one whose episodes have just begun: they are still in double precision.</summary>
    private uint MoveFresh(in BatchStep step, int block, double goalVelocity, out uint moved)
    {
        uint arrived = moved = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            int i = block + lane;
            if (Column(2)[i] == 0)
                continue;
            moved |= 1u << lane;
            bool isThere = MountainCarContinuous.MoveDouble(*step.Action(i), goalVelocity, ref Column(0)[i], ref Column(1)[i]);
            arrived |= isThere ? 1u << lane : 0;
        }

        return arrived;
    }
}
