using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>Worlds whose states are columns of numbers, stepped in the widest lanes that the machine has.</summary>
/// <typeparam name="TWorld">The environment.</typeparam>
internal abstract unsafe class LaneBatch<TWorld> : BatchVectorEnv<TWorld>
    where TWorld : Env, ILaneWorld
{
    private readonly double*[] _columns = new double*[TWorld.StateSize];
    private readonly Pcg64[] _random;
    private readonly int _rowSize;

    /// <summary>Makes the worlds.</summary>
    protected LaneBatch(Func<Env> create, int count)
        : base(create, count)
    {
        for (int i = 0; i < _columns.Length; i++) _columns[i] = MakeColumn();
        _random = new Pcg64[count];
        _rowSize = ObservationSpace.Size;
        First = (TWorld)Worlds[0].Unwrapped;
    }

    /// <summary>The first of the worlds, for its options; its state is that of the last time somebody looked.</summary>
    protected TWorld First { get; }

    /// <summary>One number of the states of all lanes.</summary>
    protected double* Column(int index) => _columns[index];

    /// <inheritdoc/>
    protected sealed override void OnStep(in BatchStep step)
    {
        if (Vector512.IsHardwareAccelerated) Step<Lanes512, Vector512<double>>(in step);
        else if (Vector256.IsHardwareAccelerated) Step<Lanes256, Vector256<double>>(in step);
        else if (Vector128.IsHardwareAccelerated) Step<Lanes128, Vector128<double>>(in step);
        else Step<Lanes64, double>(in step);
    }

    /// <summary>Steps all lanes.</summary>
    protected abstract void Step<TLanes, TVector>(in BatchStep step)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <inheritdoc/>
    protected sealed override void OnReset(ReadOnlySpan<int> worlds, Span<float> observations)
    {
        Span<double> state = stackalloc double[TWorld.StateSize];
        foreach (int world in worlds)
        {
            TWorld.Begin(_random[world], state);
            Write(world, state);
            TWorld.Show(state, observations.Slice(world * _rowSize, _rowSize));
        }
    }

    /// <inheritdoc/>
    protected sealed override void OnClear(int lane)
    {
        foreach (double* column in _columns) column[lane] = 0;
    }

    /// <inheritdoc/>
    protected sealed override void OnTake(int index, TWorld world)
    {
        _random[index] = world.Random;
        Span<double> state = stackalloc double[TWorld.StateSize];
        world.Give(state);
        Write(index, state);
    }

    /// <inheritdoc/>
    protected sealed override void OnGive(int index, TWorld world)
    {
        Span<double> state = stackalloc double[TWorld.StateSize];
        for (int i = 0; i < state.Length; i++) state[i] = _columns[i][index];
        world.Take(state);
    }

    /// <inheritdoc/>
    protected sealed override void OnGiveAction(TWorld world, ReadOnlySpan<float> action) => world.Remember(action);

    /// <summary>Writes one number of the rows of several lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StoreStrided<TLanes, TVector>(float* first, int stride, TVector values)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* singles = stackalloc float[16];
        TLanes.StoreSingle(values, singles);
        for (int i = 0; i < TLanes.Count; i++) first[i * stride] = singles[i];
    }

    private void Write(int lane, ReadOnlySpan<double> state)
    {
        for (int i = 0; i < state.Length; i++) _columns[i][lane] = state[i];
    }
}
