using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// A rod on a hinge, with a motor too weak to lift it in one go, has to swing up and stand still (Gymnasium's Pendulum-v1).
/// Action: the torque, from -2 to 2 N m; more is cut off. Observation: cosine and sine of the angle, which is 0 upright, and the
/// angular velocity (within 8 rad/s). Reward: <c>-(angle^2 + 0.1 velocity^2 + 0.001 torque^2)</c>, from before the step, with the
/// angle from -pi to pi. It never terminates. Reset options: <c>x_init</c> and <c>y_init</c>, how far from zero angle and velocity
/// may begin (default pi and 1).
/// </summary>
/// <remarks>
/// The arithmetic is Gymnasium's under NumPy 2: the state in double precision, but what has only the torque and constants in it
/// (<c>3 u</c>, <c>0.001 u^2</c>) in single precision, as the action is.
/// </remarks>
public sealed class Pendulum : Env
{
    private const double LargestSpeed = 8;
    private const float LargestTorque = 2;
    private const double TimeStep = 0.05;

    private static readonly Box Observations = new([-1, -1, -(float)LargestSpeed], [1, 1, (float)LargestSpeed]);
    private static readonly Box Actions = new(-LargestTorque, LargestTorque);

    private readonly double _pull;
    private double _angle;
    private double _velocity;

    // For pictures only: the last torque.
    private float _torque;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public Pendulum(PendulumOptions? options = null)
    {
        // A rod of 1 kg and 1 m: 3 g / (2 l).
        _pull = 3 * (options ?? new PendulumOptions()).G / 2;
    }

    /// <inheritdoc/>
    public override Space ObservationSpace => Observations;

    /// <summary>The torque in newton metres.</summary>
    public override Space ActionSpace => Actions;

    /// <inheritdoc/>
    public override double FramesPerSecond => 30;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ObservationNames { get; } = ["cos angle", "sin angle", "angular velocity"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["torque"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => SwingPicture.Pendulum(canvas, _angle, _torque / LargestTorque);

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => StartBounds(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        (double angle, double velocity) = StartBounds(Options);
        _angle = Rng.Uniform(-angle, angle);
        _velocity = Rng.Uniform(-velocity, velocity);
        _torque = 0;
        Observe(observation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The action is not finite.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float torque = Math.Clamp(ActionRow.Number(action), -LargestTorque, LargestTorque);
        _torque = torque;
        double lean = Normalize(_angle);
        double cost = (lean * lean) + (0.1 * (_velocity * _velocity)) + (0.001f * (torque * torque));

        double velocity = _velocity + (((_pull * Math.Sin(_angle)) + (3f * torque)) * TimeStep);
        _velocity = Math.Clamp(velocity, -LargestSpeed, LargestSpeed);
        _angle += _velocity * TimeStep;
        Observe(observation);
        return new StepResult((float)-cost, Terminated: false);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", [_angle, _velocity]);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> state = stackalloc double[2];
        reader.Read("state", state);
        (_angle, _velocity) = (state[0], state[1]);
    }

    /// <summary>The angle from -pi up to pi: Python's remainder, which has the sign of the divisor.</summary>
    private static double Normalize(double angle)
    {
        double remainder = (angle + Math.PI) % (2 * Math.PI);
        return (remainder < 0 ? remainder + (2 * Math.PI) : remainder) - Math.PI;
    }

    private void Observe(Span<float> observation)
    {
        (double sin, double cos) = Math.SinCos(_angle);
        observation[2] = (float)_velocity;
        observation[1] = (float)sin;
        observation[0] = (float)cos;
    }

    private static (double Angle, double Velocity) StartBounds(ResetOptions? options) => ResetBounds.ReadSpreads(options, Math.PI, 1, LargestSpeed);
}
