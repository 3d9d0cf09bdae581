using System.Runtime.CompilerServices;
using Bellman.Core;
using Bellman.Numerics;

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
public sealed class Pendulum : Env, ILaneWorld
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

    static int ILaneWorld.StateSize => 3;

    Pcg64 ILaneWorld.Random => Rng;

    /// <summary>What gravity does: 3 g / (2 l).</summary>
    internal double Pull => _pull;

    static void ILaneWorld.Begin(Pcg64 random, Span<double> state) => Complete(random.Uniform(-Math.PI, Math.PI), random.Uniform(-1.0, 1.0), state);

    static void ILaneWorld.Show(ReadOnlySpan<double> state, Span<float> observation) => Show(Trigonometry.Cos(state[0]), state[2], state[1], observation);

    void ILaneWorld.Give(Span<double> state) => Complete(_angle, _velocity, state);

    /// <inheritdoc/>
    void ILaneWorld.Remember(ReadOnlySpan<float> action) => _torque = action.IsEmpty ? 0 : Math.Clamp(action[0], -LargestTorque, LargestTorque);

    void ILaneWorld.Take(ReadOnlySpan<double> state) => (_angle, _velocity) = (state[0], state[1]);

    /// <summary>Moves by a step, one world or many in lanes.</summary>
    /// <param name="torque">The torque, which is cut off.</param>
    /// <param name="pull">What gravity does.</param>
    /// <param name="sin">The sine of the angle.</param>
    /// <param name="angle">The angle.</param>
    /// <param name="velocity">The angular velocity.</param>
    /// <returns>The reward, not yet rounded.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Swing<TLanes, TVector>(TVector torque, double pull, TVector sin, ref TVector angle, ref TVector velocity)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        torque = MountainCarHill.Clamp<TLanes, TVector>(torque, -LargestTorque, LargestTorque);
        TVector lean = Normalize<TLanes, TVector>(angle);
        TVector effort = TLanes.ToSingle(TLanes.Multiply(TLanes.Broadcast(0.001f), TLanes.ToSingle(TLanes.Multiply(torque, torque))));
        TVector cost = TLanes.Add(TLanes.Multiply(lean, lean), TLanes.Multiply(TLanes.Broadcast(0.1), TLanes.Multiply(velocity, velocity)));
        cost = TLanes.Add(cost, effort);

        TVector step = TLanes.Broadcast(TimeStep);
        TVector push = TLanes.ToSingle(TLanes.Multiply(TLanes.Broadcast(3), torque));
        TVector force = TLanes.Add(TLanes.Multiply(TLanes.Broadcast(pull), sin), push);
        velocity = MountainCarHill.Clamp<TLanes, TVector>(TLanes.Add(velocity, TLanes.Multiply(force, step)), -LargestSpeed, LargestSpeed);
        angle = TLanes.Add(angle, TLanes.Multiply(velocity, step));
        return TLanes.Negate(cost);
    }

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
    protected override void CheckAction(ReadOnlySpan<float> action) => ActionRow.Number(action);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The action is not finite.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float torque = ActionRow.Number(action);
        _torque = Math.Clamp(torque, -LargestTorque, LargestTorque);
        double reward = Swing<Lanes64, double>(torque, _pull, Trigonometry.Sin(_angle), ref _angle, ref _velocity);
        Observe(observation);
        return new StepResult((float)reward, Terminated: false);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", [_angle, _velocity]);
        writer.Write("torque", _torque);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> state = stackalloc double[2];
        reader.Read("state", state);
        (_angle, _velocity) = (state[0], state[1]);
        _torque = reader.Contains("torque") ? reader.ReadSingle("torque") : 0;
    }

    /// <summary>
    /// The angle from -pi up to pi: Python's remainder, which has the sign of the divisor. The quotient is never too small; where rounding made it a whole number too
    /// large, one less leaves the remainder, which is exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Normalize<TLanes, TVector>(TVector angle)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector turn = TLanes.Broadcast(2 * Math.PI), half = TLanes.Broadcast(Math.PI), zero = TLanes.Broadcast(0);
        TVector shifted = TLanes.Add(angle, half), size = TLanes.Abs(shifted);
        TVector minusTurns = TLanes.Negate(TLanes.Truncate(TLanes.Divide(size, turn)));
        TVector rest = TLanes.FusedMultiplyAdd(minusTurns, turn, size);
        TVector corrected = TLanes.FusedMultiplyAdd(TLanes.Add(minusTurns, TLanes.Broadcast(1)), turn, size);
        rest = TLanes.WhereGreater(zero, rest, corrected, rest);
        TVector negative = TLanes.WhereGreater(rest, zero, TLanes.Subtract(turn, rest), rest);
        return TLanes.Subtract(TLanes.WhereGreater(zero, shifted, negative, rest), half);
    }

    /// <summary>Writes a state, and the sine of its angle.</summary>
    private static void Complete(double angle, double velocity, Span<double> state) =>
        (state[0], state[1], state[2]) = (angle, velocity, Trigonometry.Sin(angle));

    private static void Show(double cos, double sin, double velocity, Span<float> observation)
    {
        observation[2] = (float)velocity;
        observation[1] = (float)sin;
        observation[0] = (float)cos;
    }

    private void Observe(Span<float> observation)
    {
        (double sin, double cos) = Trigonometry.SinCos(_angle);
        Show(cos, sin, _velocity, observation);
    }

    private static (double Angle, double Velocity) StartBounds(ResetOptions? options) => ResetBounds.ReadSpreads(options, Math.PI, 1, LargestSpeed);
}
