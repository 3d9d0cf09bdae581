using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary><see cref="CartPole"/> in lanes.</summary>
internal sealed unsafe class CartPoleBatch : BatchVectorEnv<CartPole>
{
    private readonly double* _positions;
    private readonly double* _velocities;
    private readonly double* _angles;
    private readonly double* _angularVelocities;
    private readonly Pcg64[] _random;
    private readonly float _rewardStanding;
    private readonly float _rewardFallen;
    private bool _isNear = true;

    /// <summary>Makes the worlds.</summary>
    public CartPoleBatch(Func<Env> create, int count)
        : base(create, count)
    {
        _positions = MakeColumn();
        _velocities = MakeColumn();
        _angles = MakeColumn();
        _angularVelocities = MakeColumn();
        _random = new Pcg64[count];
        (_rewardStanding, _rewardFallen) = ((CartPole)Worlds[0].Unwrapped).Rewards;
    }

    /// <inheritdoc/>
    protected override void OnRequireActions(ReadOnlySpan<float> actions) => ActionRow.RequireChoices(actions, 2);

    /// <inheritdoc/>
    protected override void OnStep(in BatchStep step)
    {
        if (!_isNear) Step<Lanes64, double>(isNear: false, in step);
        else if (Vector512.IsHardwareAccelerated) Step<Lanes512, Vector512<double>>(isNear: true, in step);
        else if (Vector256.IsHardwareAccelerated) Step<Lanes256, Vector256<double>>(isNear: true, in step);
        else if (Vector128.IsHardwareAccelerated) Step<Lanes128, Vector128<double>>(isNear: true, in step);
        else Step<Lanes64, double>(isNear: true, in step);

        // A pole that leans farther has fallen, and its world begins anew.
        _isNear = true;
    }

    /// <inheritdoc/>
    protected override void OnReset(ReadOnlySpan<int> worlds, Span<float> observations)
    {
        fixed (float* rows = observations)
        {
            foreach (int world in worlds)
            {
                Pcg64 random = _random[world];
                Lanes64.StoreRows(
                    rows + (4 * world),
                    _positions[world] = CartPole.Start(random),
                    _velocities[world] = CartPole.Start(random),
                    _angles[world] = CartPole.Start(random),
                    _angularVelocities[world] = CartPole.Start(random));
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step<TLanes, TVector>(bool isNear, in BatchStep step)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        double* positions = _positions, velocities = _velocities, angles = _angles, angularVelocities = _angularVelocities;
        float* actions = step.Action(0), observations = step.Observation(0);
        TVector half = TLanes.Broadcast(0.5), right = TLanes.Broadcast(CartPoleDynamics.Force), left = TLanes.Broadcast(-CartPoleDynamics.Force);
        for (int block = 0; block < step.Lanes; block += 8)
        {
            uint fallen = 0;
            for (int lane = 0; lane < 8; lane += TLanes.Count)
            {
                int i = block + lane;
                (TVector position, TVector velocity) = (TLanes.Load(positions + i), TLanes.Load(velocities + i));
                (TVector angle, TVector angularVelocity) = (TLanes.Load(angles + i), TLanes.Load(angularVelocities + i));
                TVector force = TLanes.WhereGreater(TLanes.LoadSingle(actions + i), half, right, left);
                fallen |= CartPoleDynamics.Step<TLanes, TVector>(isNear, force, ref position, ref velocity, ref angle, ref angularVelocity) << lane;
                TLanes.Store(position, positions + i);
                TLanes.Store(velocity, velocities + i);
                TLanes.Store(angle, angles + i);
                TLanes.Store(angularVelocity, angularVelocities + i);
                TLanes.StoreRows(observations + (4 * i), position, velocity, angle, angularVelocity);
            }

            *step.Ended(block) = (byte)fallen;
            Reward(step.Reward(block), fallen);
        }
    }

    private void Reward(float* rewards, uint fallen)
    {
        Vector256<int> bits = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        Vector256<float> isFallen = Vector256.Equals(Vector256.Create((int)fallen) & bits, bits).AsSingle();
        Vector256.Store(Vector256.ConditionalSelect(isFallen, Vector256.Create(_rewardFallen), Vector256.Create(_rewardStanding)), rewards);
    }
}
