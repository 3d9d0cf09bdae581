using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>
/// Two rods hang from a hinge, with a motor at the joint between them, and have to swing the lower end above a line. After Sutton,
/// "Generalization in reinforcement learning: successful examples using sparse coarse coding", 1996, with the equations of his and
/// Barto's book, in Gymnasium's order of operations in double precision. Actions: 0, 1 and 2 apply a torque of -1, 0 and 1 N m at
/// the joint. Observations: cosine and sine of the upper rod's angle (0 hangs down), cosine and sine of the lower rod's angle against
/// the upper one, and the two angular velocities (rad/s). Each step is rewarded by -1, the last one, in which the end rises a rod's
/// length above the hinge, by 0. Reset options: <c>low</c> and <c>high</c>, the bounds of all four numbers of the initial state
/// (default -0.1 and 0.1).
/// </summary>
public sealed class Acrobot : Env, ILaneWorld
{
    private const double FirstLow = -0.1;
    private const double FirstHigh = 0.1;
    private const double TimeStep = 0.2;
    private const double UpperSpeed = 4 * Math.PI;
    private const double LowerSpeed = 9 * Math.PI;

    private static readonly Box Observations = new(
        [-1, -1, -1, -1, -(float)UpperSpeed, -(float)LowerSpeed], [1, 1, 1, 1, (float)UpperSpeed, (float)LowerSpeed]);

    private static readonly Discrete Actions = new(3);

    private AcrobotState<Lanes64, double> _state;

    /// <inheritdoc/>
    public override Space ObservationSpace => Observations;

    /// <summary>0, 1 and 2 apply a torque of -1, 0 and 1.</summary>
    public override Space ActionSpace => Actions;

    /// <inheritdoc/>
    public override double FramesPerSecond => 15;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ObservationNames { get; } = ["cos upper", "sin upper", "cos lower", "sin lower", "upper velocity", "lower velocity"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["torque -1", "no torque", "torque +1"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => SwingPicture.Acrobot(canvas, _state.Upper, _state.Lower);

    static int ILaneWorld.StateSize => 4;

    Pcg64 ILaneWorld.Random => Rng;

    static void ILaneWorld.Begin(Pcg64 random, Span<double> state) => Write(Draw(random, FirstLow, FirstHigh), state);

    static void ILaneWorld.Show(ReadOnlySpan<double> state, Span<float> observation) => Show(new AcrobotState<Lanes64, double>(state[0], state[1], state[2], state[3]), observation);

    void ILaneWorld.Give(Span<double> state) => Write(in _state, state);

    void ILaneWorld.Take(ReadOnlySpan<double> state) => _state = new AcrobotState<Lanes64, double>(state[0], state[1], state[2], state[3]);

    /// <summary>Moves by a step, one world or many in lanes.</summary>
    internal static AcrobotState<TLanes, TVector> Swing<TLanes, TVector>(in AcrobotState<TLanes, TVector> state, TVector torque)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        AcrobotState<TLanes, TVector> moved = state.Integrate(torque, TimeStep);
        return new AcrobotState<TLanes, TVector>(
            Wrap<TLanes, TVector>(moved.Upper),
            Wrap<TLanes, TVector>(moved.Lower),
            MountainCarHill.Clamp<TLanes, TVector>(moved.UpperVelocity, -UpperSpeed, UpperSpeed),
            MountainCarHill.Clamp<TLanes, TVector>(moved.LowerVelocity, -LowerSpeed, LowerSpeed));
    }

    /// <summary>Bit i where the lower end of lane i is above the line.</summary>
    internal static uint IsUp<TLanes, TVector>(in AcrobotState<TLanes, TVector> state, TVector cosUpper)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        Trigonometry.SinCos<TLanes, TVector>(TLanes.Add(state.Lower, state.Upper), out _, out TVector cosBoth);
        return TLanes.Greater(TLanes.Subtract(TLanes.Negate(cosUpper), cosBoth), TLanes.Broadcast(1));
    }

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => StartBounds(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        (double low, double high) = StartBounds(Options);

        _state = Draw(Rng, low, high);
        Show(in _state, observation);
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action) => ActionRow.Choice(action, 3);

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        double torque = ActionRow.Choice(action, 3) - 1;
        _state = Swing(in _state, torque);
        double cosUpper = Show(in _state, observation);
        bool isUp = IsUp(in _state, cosUpper) != 0;
        return new StepResult(Reward: isUp ? 0 : -1, Terminated: isUp);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", [_state.Upper, _state.Lower, _state.UpperVelocity, _state.LowerVelocity]);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> state = stackalloc double[4];
        reader.Read("state", state);
        _state = new AcrobotState<Lanes64, double>(state[0], state[1], state[2], state[3]);
    }

    /// <summary>Upstream rounds the initial state, and only that one, to single precision.</summary>
    private static AcrobotState<Lanes64, double> Draw(Pcg64 random, double low, double high)
    {
        float upper = (float)random.Uniform(low, high);
        float lower = (float)random.Uniform(low, high);
        float upperVelocity = (float)random.Uniform(low, high);
        float lowerVelocity = (float)random.Uniform(low, high);
        return new AcrobotState<Lanes64, double>(upper, lower, upperVelocity, lowerVelocity);
    }

    private static void Write(in AcrobotState<Lanes64, double> state, Span<double> numbers) =>
        (numbers[0], numbers[1], numbers[2], numbers[3]) = (state.Upper, state.Lower, state.UpperVelocity, state.LowerVelocity);

    private static TVector Wrap<TLanes, TVector>(TVector angle)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector half = TLanes.Broadcast(Math.PI), minusHalf = TLanes.Broadcast(-Math.PI), turn = TLanes.Broadcast(2 * Math.PI);
        while (TLanes.Greater(angle, half) != 0) angle = TLanes.WhereGreater(angle, half, TLanes.Subtract(angle, turn), angle);
        while (TLanes.Greater(minusHalf, angle) != 0) angle = TLanes.WhereGreater(minusHalf, angle, TLanes.Add(angle, turn), angle);
        return angle;
    }

    private static double Show(in AcrobotState<Lanes64, double> state, Span<float> observation)
    {
        (double sinUpper, double cosUpper) = Trigonometry.SinCos(state.Upper);
        (double sinLower, double cosLower) = Trigonometry.SinCos(state.Lower);
        observation[5] = (float)state.LowerVelocity;
        observation[4] = (float)state.UpperVelocity;
        observation[3] = (float)sinLower;
        observation[2] = (float)cosLower;
        observation[1] = (float)sinUpper;
        observation[0] = (float)cosUpper;
        return cosUpper;
    }

    private static (double Low, double High) StartBounds(ResetOptions? options) => ResetBounds.Read(options, FirstLow, FirstHigh, -UpperSpeed, UpperSpeed);
}
