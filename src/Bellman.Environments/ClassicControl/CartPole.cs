using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// A pole stands on a cart that is pushed to the left (action 0) or to the right (action 1); the episode ends when the pole
/// leans more than 12 degrees or the cart is more than 2.4 m from the middle. After Barto, Sutton and Anderson, "Neuronlike
/// adaptive elements that can solve difficult learning control problems", 1983, with Gymnasium's order of operations in double
/// precision. Observations: position (m), velocity (m/s), angle (rad), angular velocity (rad/s). The ids CartPole-v0 and
/// CartPole-v1 differ in time limit and reward threshold only. Reset options: <c>low</c> and <c>high</c>, the bounds of all
/// four numbers of the initial state (default -0.05 and 0.05).
/// </summary>
public sealed class CartPole : Env
{
    private const double Gravity = 9.8;
    private const double PoleMass = 0.1;
    private const double TotalMass = PoleMass + 1.0;
    private const double HalfLength = 0.5;
    private const double PoleMassLength = PoleMass * HalfLength;
    private const double Force = 10.0;
    private const double TimeStep = 0.02;
    private const double LargestAngle = 12 * 2 * Math.PI / 360;
    private const double LargestPosition = 2.4;

    private static readonly Box Observations = new(
        [(float)(-LargestPosition * 2), float.NegativeInfinity, (float)(-LargestAngle * 2), float.NegativeInfinity],
        [(float)(LargestPosition * 2), float.PositiveInfinity, (float)(LargestAngle * 2), float.PositiveInfinity]);

    private static readonly Discrete Actions = new(2);

    private readonly float _rewardStanding;
    private readonly float _rewardFallen;
    private double _position;
    private double _velocity;
    private double _angle;
    private double _angularVelocity;

    // For pictures only: the direction of the last push.
    private int _push;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public CartPole(CartPoleOptions? options = null)
    {
        bool suttonBarto = options?.SuttonBartoReward ?? false;
        (_rewardStanding, _rewardFallen) = suttonBarto ? (0f, -1f) : (1f, 1f);
    }

    /// <summary>Twice the bounds at which the episode ends, so that the last observation is contained; velocities have no bounds.</summary>
    public override Space ObservationSpace => Observations;

    /// <summary>0 pushes to the left, 1 to the right.</summary>
    public override Space ActionSpace => Actions;

    /// <inheritdoc/>
    public override double FramesPerSecond => 50;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ObservationNames { get; } = ["position", "velocity", "angle", "angular velocity"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["push left", "push right"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => CartPolePicture.Draw(canvas, _position, _angle, _push, LargestPosition, LargestAngle);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        (double low, double high) = ResetBounds.Read(Options, -0.05, 0.05);
        _position = Rng.Uniform(low, high);
        _velocity = Rng.Uniform(low, high);
        _angle = Rng.Uniform(low, high);
        _angularVelocity = Rng.Uniform(low, high);
        _push = 0;
        Observe(observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        _push = ActionRow.Choice(action, 2) == 1 ? 1 : -1;
        double force = _push * Force;
        (double sin, double cos) = Math.SinCos(_angle);
        double pull = (force + (PoleMassLength * (_angularVelocity * _angularVelocity) * sin)) / TotalMass;
        double angularAcceleration = ((Gravity * sin) - (cos * pull))
            / (HalfLength * ((4.0 / 3.0) - (PoleMass * (cos * cos) / TotalMass)));
        double acceleration = pull - (PoleMassLength * angularAcceleration * cos / TotalMass);

        // Explicit Euler: positions move with the velocities from before the step.
        _position += TimeStep * _velocity;
        _velocity += TimeStep * acceleration;
        _angle += TimeStep * _angularVelocity;
        _angularVelocity += TimeStep * angularAcceleration;
        Observe(observation);

        bool fallen = Math.Abs(_position) > LargestPosition || Math.Abs(_angle) > LargestAngle;
        return new StepResult(fallen ? _rewardFallen : _rewardStanding, fallen);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", [_position, _velocity, _angle, _angularVelocity]);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> state = stackalloc double[4];
        reader.Read("state", state);
        (_position, _velocity, _angle, _angularVelocity) = (state[0], state[1], state[2], state[3]);
    }

    private void Observe(Span<float> observation)
    {
        observation[3] = (float)_angularVelocity;
        observation[2] = (float)_angle;
        observation[1] = (float)_velocity;
        observation[0] = (float)_position;
    }
}
