using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary><see cref="CartPole"/> in lanes.</summary>
internal sealed unsafe class CartPoleBatch : BatchVectorEnv<CartPole>
{
    private const int Chunk = 64;

    private readonly double* _positions;
    private readonly double* _velocities;
    private readonly double* _angles;
    private readonly double* _angularVelocities;
    private readonly double* _forces;
    private readonly Pcg64[] _random;
    private readonly float _rewardStanding;
    private readonly float _rewardFallen;
    private bool _isNear = true;
    private bool _isRewarded;

    /// <summary>Makes the worlds.</summary>
    public CartPoleBatch(Func<Env> create, int count)
        : base(create, count)
    {
        _positions = MakeColumn();
        _velocities = MakeColumn();
        _angles = MakeColumn();
        _angularVelocities = MakeColumn();
        _forces = MakeColumn(4 * Chunk);
        _random = new Pcg64[count];
        (_rewardStanding, _rewardFallen) = ((CartPole)Worlds[0].Unwrapped).Rewards;
    }

    /// <inheritdoc/>
    protected override void OnRequireActions(ReadOnlySpan<float> actions) => ActionRow.RequireChoices(actions, 2);

    /// <inheritdoc/>
    protected override void OnStep(in BatchStep step)
    {
        if (!_isNear) Step<Lanes64, double>(isNear: false, 0, step.Lanes, in step);
        else if (Vector512.IsHardwareAccelerated)
        {
            int pairs = step.Lanes & ~15;
            Step<LanesPair, VectorPair>(isNear: true, 0, pairs, in step);
            Step<Lanes512, Vector512<double>>(isNear: true, pairs, step.Lanes, in step);
        }
        else if (Vector256.IsHardwareAccelerated) Step<Lanes256, Vector256<double>>(isNear: true, 0, step.Lanes, in step);
        else if (Vector128.IsHardwareAccelerated) Step<Lanes128, Vector128<double>>(isNear: true, 0, step.Lanes, in step);
        else Step<Lanes64, double>(isNear: true, 0, step.Lanes, in step);

        // A pole that leans farther has fallen, and its world begins anew.
        _isNear = true;
        Reward(in step);
    }

    /// <inheritdoc/>
    protected override void OnReset(ReadOnlySpan<int> worlds, Span<float> observations)
    {
        double* positions = _positions, velocities = _velocities, angles = _angles, angularVelocities = _angularVelocities;
        Pcg64[] random = _random;
        fixed (float* rows = observations)
        {
            foreach (int world in worlds)
            {
                Vector256<double> state = CartPole.Start(random[world]);
                positions[world] = state[0];
                velocities[world] = state[1];
                angles[world] = state[2];
                angularVelocities[world] = state[3];
                Vector128.Store(Vector256.Narrow(state, state).GetLower(), rows + (4 * world));
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnClear(int lane) => SetState(lane, default);

    /// <inheritdoc/>
    protected override void OnTake(int index, CartPole world)
    {
        _random[index] = world.Random;
        SetState(index, world.State);
        _isNear &= Math.Abs(_angles[index]) <= CartPoleDynamics.NearAngle;
    }

    /// <inheritdoc/>
    protected override void OnGive(int index, CartPole world) =>
        world.State = (_positions[index], _velocities[index], _angles[index], _angularVelocities[index]);

    /// <inheritdoc/>
    protected override void OnGiveAction(CartPole world, ReadOnlySpan<float> action) => world.Remember(action);

    private void SetState(int lane, (double Position, double Velocity, double Angle, double AngularVelocity) state) =>
        (_positions[lane], _velocities[lane], _angles[lane], _angularVelocities[lane]) = state;

    /// <summary>
    /// All first halves of a chunk before all second halves. Each half is a chain of operations that wait for each other; the processor works at as many chains at once as
    /// its queues hold, and a short one leaves room for more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step<TLanes, TVector>(bool isNear, int first, int end, in BatchStep step)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int start = first; start < end; start += Chunk)
        {
            int stop = Math.Min(start + Chunk, end);
            Weigh<TLanes, TVector>(isNear, start, stop, step.Action(0));
            Move<TLanes, TVector>(start, stop, in step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh<TLanes, TVector>(bool isNear, int start, int stop, float* actions)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        double* angles = _angles, angularVelocities = _angularVelocities, results = _forces;
        TVector both = TLanes.Broadcast(2 * CartPoleDynamics.Force), left = TLanes.Broadcast(-CartPoleDynamics.Force);
        for (int i = start; i < stop; i += TLanes.Count, results += 4 * TLanes.Count)
        {
            TVector force = TLanes.FusedMultiplyAdd(TLanes.LoadSingle(actions + i), both, left);
            CartPoleDynamics.Weigh<TLanes, TVector>(
                isNear, force, TLanes.Load(angles + i), TLanes.Load(angularVelocities + i), out TVector cos, out TVector pull, out TVector torque, out TVector inertia);
            TLanes.Store(cos, results);
            TLanes.Store(pull, results + TLanes.Count);
            TLanes.Store(torque, results + (2 * TLanes.Count));
            TLanes.Store(inertia, results + (3 * TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move<TLanes, TVector>(int start, int stop, in BatchStep step)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        double* positions = _positions, velocities = _velocities, angles = _angles, angularVelocities = _angularVelocities, forces = _forces;
        float* observations = step.Observation(0);
        byte* ended = step.Ended(start);
        uint fallen = 0;
        for (int i = start; i < stop; i += TLanes.Count, forces += 4 * TLanes.Count)
        {
            (TVector position, TVector velocity) = (TLanes.Load(positions + i), TLanes.Load(velocities + i));
            (TVector angle, TVector angularVelocity) = (TLanes.Load(angles + i), TLanes.Load(angularVelocities + i));
            uint falls = CartPoleDynamics.Move<TLanes, TVector>(
                TLanes.Load(forces), TLanes.Load(forces + TLanes.Count), TLanes.Load(forces + (2 * TLanes.Count)), TLanes.Load(forces + (3 * TLanes.Count)),
                ref position, ref velocity, ref angle, ref angularVelocity);
            TLanes.Store(position, positions + i);
            TLanes.Store(velocity, velocities + i);
            TLanes.Store(angle, angles + i);
            TLanes.Store(angularVelocity, angularVelocities + i);
            TLanes.StoreRows(observations + (4 * i), position, velocity, angle, angularVelocity);
            if (TLanes.Count == 16)
            {
                *(ushort*)ended = (ushort)falls;
                ended += 2;
                continue;
            }

            fallen |= falls << (i & 7);
            if ((i & 7) + TLanes.Count < 8) continue;
            *ended++ = (byte)fallen;
            fallen = 0;
        }
    }

    private void Reward(in BatchStep step)
    {
        // Where every reward is the same, they stay as they are once written.
        if (_rewardStanding == _rewardFallen && _isRewarded) return;
        Vector256<int> bits = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        Vector256<float> standing = Vector256.Create(_rewardStanding), fallen = Vector256.Create(_rewardFallen);
        for (int block = 0; block < step.Lanes; block += 8)
        {
            Vector256<float> isFallen = Vector256.Equals(Vector256.Create((int)*step.Ended(block)) & bits, bits).AsSingle();
            Vector256.Store(Vector256.ConditionalSelect(isFallen, fallen, standing), step.Reward(block));
        }

        _isRewarded = true;
    }
}
