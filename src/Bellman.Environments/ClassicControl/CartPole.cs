using System.Runtime.Intrinsics;
using Bellman.Core;
using Bellman.Numerics;
using static Bellman.Environments.CartPoleDynamics;

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
    private const double FirstLow = -0.05;
    private const double FirstHigh = 0.05;

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

    /// <summary>Position, velocity, angle and angular velocity.</summary>
    internal (double Position, double Velocity, double Angle, double AngularVelocity) State
    {
        get => (_position, _velocity, _angle, _angularVelocity);
        set => (_position, _velocity, _angle, _angularVelocity) = value;
    }

    /// <summary>Takes the last action over, for pictures; empty before the first one.</summary>
    internal void Remember(ReadOnlySpan<float> action) => _push = action.IsEmpty ? 0 : action[0] == 1 ? 1 : -1;

    /// <summary>The world's random numbers.</summary>
    internal Pcg64 Random => Rng;

    /// <summary>The reward of a step after which the pole stands, and of one after which it does not.</summary>
    internal (float Standing, float Fallen) Rewards => (_rewardStanding, _rewardFallen);

    /// <summary>Draws the initial state.</summary>
    internal static Vector256<double> Start(Pcg64 random) => Vector256.Create(FirstLow) + (Vector256.Create(FirstHigh - FirstLow) * random.NextFourDoubles());

    /// <inheritdoc/>
    public override double FramesPerSecond => 50;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ObservationNames { get; } = ["position", "velocity", "angle", "angular velocity"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["push left", "push right"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => CartPolePicture.Draw(canvas, _position, _angle, _push, LargestPosition, LargestAngle);

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => StartBounds(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        (double low, double high) = StartBounds(Options);
        _position = Rng.Uniform(low, high);
        _velocity = Rng.Uniform(low, high);
        _angle = Rng.Uniform(low, high);
        _angularVelocity = Rng.Uniform(low, high);
        _push = 0;
        Observe(observation);
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action) => ActionRow.Choice(action, 2);

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        _push = ActionRow.Choice(action, 2) == 1 ? 1 : -1;
        bool fallen = Step<Lanes64, double>(_push * Force, ref _position, ref _velocity, ref _angle, ref _angularVelocity) != 0;
        Observe(observation);
        return new StepResult(fallen ? _rewardFallen : _rewardStanding, fallen);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", [_position, _velocity, _angle, _angularVelocity]);
        writer.Write("push", _push);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> state = stackalloc double[4];
        reader.Read("state", state);
        (_position, _velocity, _angle, _angularVelocity) = (state[0], state[1], state[2], state[3]);
        _push = reader.Contains("push") ? reader.ReadInt32("push") : 0;
    }

    private void Observe(Span<float> observation)
    {
        observation[3] = (float)_angularVelocity;
        observation[2] = (float)_angle;
        observation[1] = (float)_velocity;
        observation[0] = (float)_position;
    }

    private static (double Low, double High) StartBounds(ResetOptions? options) => ResetBounds.Read(options, FirstLow, FirstHigh, -2 * LargestAngle, 2 * LargestAngle);
}
