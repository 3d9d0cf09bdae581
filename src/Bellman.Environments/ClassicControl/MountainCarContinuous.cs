using System.Runtime.CompilerServices;
using Bellman.Core;
using Bellman.Numerics;
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
public sealed class MountainCarContinuous : Env, ILaneWorld
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

    static int ILaneWorld.StateSize => 3;

    Pcg64 ILaneWorld.Random => Rng;

    /// <summary>The least velocity with which the car has to arrive.</summary>
    internal double GoalVelocity => _goalVelocity;

    static void ILaneWorld.Begin(Pcg64 random, Span<double> state) => (state[0], state[1], state[2]) = (Start(random), 0, 1);

    static void ILaneWorld.Show(ReadOnlySpan<double> state, Span<float> observation) => (observation[0], observation[1]) = ((float)state[0], (float)state[1]);

    void ILaneWorld.Give(Span<double> state) => (state[0], state[1], state[2]) = (_position, _velocity, _fresh ? 1 : 0);

    /// <inheritdoc/>
    void ILaneWorld.Remember(ReadOnlySpan<float> action) => _force = action.IsEmpty ? 0 : action[0];

    void ILaneWorld.Take(ReadOnlySpan<double> state) => (_position, _velocity, _fresh) = (state[0], state[1], state[2] != 0);

    /// <summary>The reward of a step.</summary>
    internal static float Reward(float force, bool arrived) => (float)((arrived ? 100.0 : 0.0) - ((double)force * force * 0.1));

    /// <summary>The first step of an episode: in double precision, rounded in the end.</summary>
    internal static bool MoveDouble(float force, double goalVelocity, ref double position, ref double velocity)
    {
        double pull = Gravity * Trigonometry.Cos(3 * position);
        double push = Math.Abs(force) <= 1 ? (force * (float)Power) - (float)pull : (Math.Sign(force) * Power) - pull;
        velocity = Math.Clamp(velocity + push, -LargestSpeed, LargestSpeed);
        position = Math.Clamp(position + velocity, LeftEnd, RightEnd);
        if (position == LeftEnd && velocity < 0)
            velocity = 0;
        bool arrived = position >= Goal && velocity >= goalVelocity;
        (position, velocity) = ((float)position, (float)velocity);
        return arrived;
    }

    /// <summary>
    /// Every other step, of one world or of many in lanes: in single precision but for the pull. An operation of single precision is that of double precision, rounded once
    /// more, which never differs (Figueroa, "When is double rounding innocuous?", 1995).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Move<TLanes, TVector>(TVector force, double goalVelocity, ref TVector position, ref TVector velocity)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector slope = Slope<TLanes, TVector>(TLanes.ToSingle(TLanes.Multiply(TLanes.Broadcast(3), position)));
        TVector pull = TLanes.Multiply(TLanes.Broadcast(Gravity), slope);
        TVector weak = TLanes.Subtract(TLanes.ToSingle(TLanes.Multiply(force, TLanes.Broadcast((float)Power))), TLanes.ToSingle(pull));
        TVector full = TLanes.WhereGreater(force, TLanes.Broadcast(0), TLanes.Broadcast(Power), TLanes.Broadcast(-Power));
        TVector push = TLanes.ToSingle(TLanes.WhereGreater(TLanes.Abs(force), TLanes.Broadcast(1), TLanes.Subtract(full, pull), weak));
        velocity = Clamp<TLanes, TVector>(TLanes.ToSingle(TLanes.Add(velocity, push)), -(float)LargestSpeed, (float)LargestSpeed);
        position = Clamp<TLanes, TVector>(TLanes.ToSingle(TLanes.Add(position, velocity)), (float)LeftEnd, (float)RightEnd);
        velocity = Bump<TLanes, TVector>(position, velocity, (float)LeftEnd);
        return Arrived<TLanes, TVector>(position, velocity, (float)Goal, (float)goalVelocity);
    }

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
    protected override void CheckAction(ReadOnlySpan<float> action) => ActionRow.Number(action);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The action is not finite.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float force = ActionRow.Number(action);
        _force = force;
        bool arrived = _fresh
            ? MoveDouble(force, _goalVelocity, ref _position, ref _velocity)
            : Move<Lanes64, double>(force, _goalVelocity, ref _position, ref _velocity) != 0;
        _fresh = false;
        Observe(observation);
        return new StepResult(Reward(force, arrived), arrived);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", [_position, _velocity]);
        writer.Write("fresh", _fresh);
        writer.Write("force", _force);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> state = stackalloc double[2];
        reader.Read("state", state);
        (_position, _velocity) = (state[0], state[1]);
        _fresh = reader.ReadBoolean("fresh");
        _force = reader.Contains("force") ? reader.ReadSingle("force") : 0;
    }

    private void Observe(Span<float> observation)
    {
        observation[1] = (float)_velocity;
        observation[0] = (float)_position;
    }
}
