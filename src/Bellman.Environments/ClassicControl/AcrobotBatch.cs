using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary><see cref="Acrobot"/> in lanes.</summary>
internal sealed unsafe class AcrobotBatch(Func<Env> create, int count) : LaneBatch<Acrobot>(create, count)
{
    /// <inheritdoc/>
    protected override void OnRequireActions(ReadOnlySpan<float> actions) => ActionRow.RequireChoices(actions, 3);

    /// <inheritdoc/>
    protected override void Step<TLanes, TVector>(in BatchStep step)
    {
        double* uppers = Column(0), lowers = Column(1), upperVelocities = Column(2), lowerVelocities = Column(3);
        for (int block = 0; block < step.Lanes; block += 8)
        {
            uint up = 0;
            for (int i = block; i < block + 8; i += TLanes.Count)
            {
                var state = new AcrobotState<TLanes, TVector>(
                    TLanes.Load(uppers + i), TLanes.Load(lowers + i), TLanes.Load(upperVelocities + i), TLanes.Load(lowerVelocities + i));
                state = Acrobot.Swing(in state, TLanes.Subtract(TLanes.LoadSingle(step.Action(i)), TLanes.Broadcast(1)));
                TLanes.Store(state.Upper, uppers + i);
                TLanes.Store(state.Lower, lowers + i);
                TLanes.Store(state.UpperVelocity, upperVelocities + i);
                TLanes.Store(state.LowerVelocity, lowerVelocities + i);
                uint isUp = Show(in state, step.Observation(6 * i));
                up |= isUp << (i - block);
            }

            *step.Ended(block) = (byte)up;
            for (int lane = 0; lane < 8; lane++) *step.Reward(block + lane) = (up >> lane & 1) != 0 ? 0 : -1;
        }
    }

    private static uint Show<TLanes, TVector>(in AcrobotState<TLanes, TVector> state, float* rows)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        Trigonometry.SinCos<TLanes, TVector>(state.Upper, out TVector sinUpper, out TVector cosUpper);
        Trigonometry.SinCos<TLanes, TVector>(state.Lower, out TVector sinLower, out TVector cosLower);
        StoreStrided<TLanes, TVector>(rows, 6, cosUpper);
        StoreStrided<TLanes, TVector>(rows + 1, 6, sinUpper);
        StoreStrided<TLanes, TVector>(rows + 2, 6, cosLower);
        StoreStrided<TLanes, TVector>(rows + 3, 6, sinLower);
        StoreStrided<TLanes, TVector>(rows + 4, 6, state.UpperVelocity);
        StoreStrided<TLanes, TVector>(rows + 5, 6, state.LowerVelocity);
        return Acrobot.IsUp(in state, cosUpper);
    }
}
