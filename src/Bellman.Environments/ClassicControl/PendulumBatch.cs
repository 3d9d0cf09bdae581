using System.Runtime.CompilerServices;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary><see cref="Pendulum"/> in lanes.</summary>
internal sealed unsafe class PendulumBatch(Func<Env> create, int count) : LaneBatch<Pendulum>(create, count)
{
    /// <inheritdoc/>
    protected override void OnRequireActions(ReadOnlySpan<float> actions) => ActionRow.RequireNumbers(actions);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Step<TLanes, TVector>(in BatchStep step)
    {
        double* angles = Column(0), velocities = Column(1), sines = Column(2);
        double pull = First.Pull;
        for (int i = 0; i < step.Lanes; i += TLanes.Count)
        {
            TVector angle = TLanes.Load(angles + i), velocity = TLanes.Load(velocities + i), sin = TLanes.Load(sines + i);
            TVector reward = Pendulum.Swing<TLanes, TVector>(TLanes.LoadSingle(step.Action(i)), pull, sin, ref angle, ref velocity);
            Trigonometry.SinCos<TLanes, TVector>(angle, out sin, out TVector cos);
            TLanes.Store(angle, angles + i);
            TLanes.Store(velocity, velocities + i);
            TLanes.Store(sin, sines + i);
            StoreStrided<TLanes, TVector>(step.Observation(3 * i), 3, cos);
            StoreStrided<TLanes, TVector>(step.Observation((3 * i) + 1), 3, sin);
            StoreStrided<TLanes, TVector>(step.Observation((3 * i) + 2), 3, velocity);
            TLanes.StoreSingle(reward, step.Reward(i));
        }
    }
}
