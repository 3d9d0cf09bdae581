using Bellman.Core;
using static Bellman.Environments.MountainCarHill;

namespace Bellman.Environments;

/// <summary>
/// The car in the valley of <see cref="MountainCar"/> with a pedal for every force from -1 to 1; more is cut off. Observations:
/// position (-1.2 to 0.6) and velocity (-0.07 to 0.07). Reward: -0.1 times the square of the action, and 100 on arrival at 0.45.
/// Reset options: <c>low</c> and <c>high</c>, the bounds of the initial position (default -0.6 and -0.4).
/// </summary>
/// <remarks>
/// The arithmetic is Gymnasium's under NumPy 2. Its state is in double precision after a reset and in single precision from the
/// first step on; a constant takes the precision of the number that it meets, and a force that was cut off is such a constant.
/// The cost is that of the action before it was cut off.
/// </remarks>
public sealed class MountainCarContinuous : Env
{
    private const double Goal = 0.45;
    private const double Power = 0.0015;

    private static readonly Box Actions = new(-1, 1);

    private readonly double _goalVelocity;
    private double _position;
    private double _velocity;

    // For pictures only: the last force.
    private float _force;

    // Whether no step was taken since the reset, so that the position is in double precision.
    private bool _fresh;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public MountainCarContinuous(MountainCarOptions? options = null)
    {
        _goalVelocity = options?.GoalVelocity ?? 0;
    }

    /// <inheritdoc/>
    public override Space ObservationSpace => MountainCarHill.Observations;

    /// <summary>The force, negative to the left.</summary>
    public override Space ActionSpace => Actions;

    /// <inheritdoc/>
    public override double FramesPerSecond => 30;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ObservationNames { get; } = ["position", "velocity"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["force"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => ValleyPicture.Draw(canvas, _position, Goal, Math.Clamp(_force, -1, 1));

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => StartBounds(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        _position = Start(Options, Rng);
        _velocity = 0;
        _fresh = true;
        _force = 0;
        Observe(observation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The action is not finite.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float force = ActionRow.Number(action);
        _force = force;
        bool arrived = _fresh ? MoveDouble(force) : MoveSingle(force);
        (_position, _velocity) = ((float)_position, (float)_velocity);
        _fresh = false;
        Observe(observation);
        double reward = (arrived ? 100.0 : 0.0) - ((double)force * force * 0.1);
        return new StepResult((float)reward, arrived);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", [_position, _velocity]);
        writer.Write("fresh", _fresh);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> state = stackalloc double[2];
        reader.Read("state", state);
        (_position, _velocity) = (state[0], state[1]);
        _fresh = reader.ReadBoolean("fresh");
    }

    private bool MoveDouble(float force)
    {
        double pull = Gravity * Math.Cos(3 * _position);
        double push = Math.Abs(force) <= 1 ? (force * (float)Power) - (float)pull : (Math.Sign(force) * Power) - pull;
        double velocity = Math.Clamp(_velocity + push, -LargestSpeed, LargestSpeed);
        double position = Math.Clamp(_position + velocity, LeftEnd, RightEnd);
        if (position == LeftEnd && velocity < 0)
            velocity = 0;
        (_position, _velocity) = (position, velocity);
        return position >= Goal && velocity >= _goalVelocity;
    }

    private bool MoveSingle(float force)
    {
        double pull = Gravity * Math.Cos(3f * (float)_position);
        float push = Math.Abs(force) <= 1 ? (force * (float)Power) - (float)pull : (float)((Math.Sign(force) * Power) - pull);
        float velocity = Math.Clamp((float)_velocity + push, -(float)LargestSpeed, (float)LargestSpeed);
        float position = Math.Clamp((float)_position + velocity, (float)LeftEnd, (float)RightEnd);
        if (position == (float)LeftEnd && velocity < 0)
            velocity = 0;
        (_position, _velocity) = (position, velocity);
        return position >= (float)Goal && velocity >= (float)_goalVelocity;
    }

    private void Observe(Span<float> observation)
    {
        observation[1] = (float)_velocity;
        observation[0] = (float)_position;
    }
}
