using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary><see cref="MountainCar"/> in lanes.</summary>
internal sealed unsafe class MountainCarBatch(Func<Env> create, int count) : LaneBatch<MountainCar>(create, count)
{
    /// <inheritdoc/>
    protected override void OnRequireActions(ReadOnlySpan<float> actions) => ActionRow.RequireChoices(actions, 3);

    /// <inheritdoc/>
    protected override void Step<TLanes, TVector>(in BatchStep step)
    {
        double* positions = Column(0), velocities = Column(1);
        double goalVelocity = First.GoalVelocity;
        for (int block = 0; block < step.Lanes; block += 8)
        {
            uint arrived = 0;
            for (int i = block; i < block + 8; i += TLanes.Count)
            {
                TVector position = TLanes.Load(positions + i), velocity = TLanes.Load(velocities + i);
                arrived |= MountainCar.Drive<TLanes, TVector>(TLanes.LoadSingle(step.Action(i)), goalVelocity, ref position, ref velocity) << (i - block);
                TLanes.Store(position, positions + i);
                TLanes.Store(velocity, velocities + i);
                TLanes.StoreRows(step.Observation(2 * i), position, velocity);
                TLanes.StoreSingle(TLanes.Broadcast(-1), step.Reward(i));
            }

            *step.Ended(block) = (byte)arrived;
        }
    }
}
