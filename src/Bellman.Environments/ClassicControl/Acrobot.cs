using Bellman.Core;

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
public sealed class Acrobot : Env
{
    private const double TimeStep = 0.2;
    private const double UpperSpeed = 4 * Math.PI;
    private const double LowerSpeed = 9 * Math.PI;

    private static readonly Box Observations = new(
        [-1, -1, -1, -1, -(float)UpperSpeed, -(float)LowerSpeed], [1, 1, 1, 1, (float)UpperSpeed, (float)LowerSpeed]);

    private static readonly Discrete Actions = new(3);

    private AcrobotState _state;

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

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => StartBounds(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        (double low, double high) = StartBounds(Options);

        // Upstream rounds the initial state, and only that one, to single precision.
        float upper = (float)Rng.Uniform(low, high);
        float lower = (float)Rng.Uniform(low, high);
        float upperVelocity = (float)Rng.Uniform(low, high);
        float lowerVelocity = (float)Rng.Uniform(low, high);
        _state = new AcrobotState(upper, lower, upperVelocity, lowerVelocity);
        Observe(observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        double torque = ActionRow.Choice(action, 3) - 1;
        AcrobotState moved = _state.Integrate(torque, TimeStep);
        _state = new AcrobotState(
            Wrap(moved.Upper),
            Wrap(moved.Lower),
            Math.Clamp(moved.UpperVelocity, -UpperSpeed, UpperSpeed),
            Math.Clamp(moved.LowerVelocity, -LowerSpeed, LowerSpeed));
        double cosUpper = Observe(observation);
        bool isUp = -cosUpper - Math.Cos(_state.Lower + _state.Upper) > 1;
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
        _state = new AcrobotState(state[0], state[1], state[2], state[3]);
    }

    private static double Wrap(double angle)
    {
        while (angle > Math.PI) angle -= 2 * Math.PI;
        while (angle < -Math.PI) angle += 2 * Math.PI;
        return angle;
    }

    private double Observe(Span<float> observation)
    {
        (double sinUpper, double cosUpper) = Math.SinCos(_state.Upper);
        (double sinLower, double cosLower) = Math.SinCos(_state.Lower);
        observation[5] = (float)_state.LowerVelocity;
        observation[4] = (float)_state.UpperVelocity;
        observation[3] = (float)sinLower;
        observation[2] = (float)cosLower;
        observation[1] = (float)sinUpper;
        observation[0] = (float)cosUpper;
        return cosUpper;
    }

    private static (double Low, double High) StartBounds(ResetOptions? options) => ResetBounds.Read(options, -0.1, 0.1, -UpperSpeed, UpperSpeed);
}
