using System.Runtime.CompilerServices;
using Bellman.Core;
using Bellman.Numerics;
using static Bellman.Environments.MountainCarHill;

namespace Bellman.Environments;

/// <summary>
/// A car in a valley, too weak to drive straight up, has to swing itself up to the flag on the right hill. After Moore's thesis
/// "Efficient memory-based learning for robot control", 1990, with Gymnasium's order of operations in double precision.
/// Actions: 0 accelerates to the left, 1 coasts, 2 accelerates to the right. Observations: position (-1.2 to 0.6) and velocity
/// (-0.07 to 0.07). Each step is rewarded by -1. Reset options: <c>low</c> and <c>high</c>, the bounds of the initial position
/// (default -0.6 and -0.4).
/// </summary>
public sealed class MountainCar : Env, ILaneWorld
{
    private const double Goal = 0.5;
    private const double Force = 0.001;

    private static readonly Discrete Actions = new(3);

    private readonly double _goalVelocity;
    private double _position;
    private double _velocity;

    // For pictures only: the direction of the last pedal.
    private int _pedal;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public MountainCar(MountainCarOptions? options = null)
    {
        _goalVelocity = options?.GoalVelocity ?? 0;
    }

    /// <inheritdoc/>
    public override Space ObservationSpace => MountainCarHill.Observations;

    /// <summary>0 accelerates to the left, 1 coasts, 2 accelerates to the right.</summary>
    public override Space ActionSpace => Actions;

    /// <inheritdoc/>
    public override double FramesPerSecond => 30;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ObservationNames { get; } = ["position", "velocity"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["left", "coast", "right"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => ValleyPicture.Draw(canvas, _position, Goal, _pedal);

    static int ILaneWorld.StateSize => 2;

    Pcg64 ILaneWorld.Random => Rng;

    /// <summary>The least velocity with which the car has to arrive.</summary>
    internal double GoalVelocity => _goalVelocity;

    static void ILaneWorld.Begin(Pcg64 random, Span<double> state) => (state[0], state[1]) = (Start(random), 0);

    static void ILaneWorld.Show(ReadOnlySpan<double> state, Span<float> observation) => (observation[0], observation[1]) = ((float)state[0], (float)state[1]);

    void ILaneWorld.Give(Span<double> state) => (state[0], state[1]) = (_position, _velocity);

    /// <inheritdoc/>
    void ILaneWorld.Remember(ReadOnlySpan<float> action) => _pedal = action.IsEmpty ? 0 : (int)action[0] - 1;

    void ILaneWorld.Take(ReadOnlySpan<double> state) => (_position, _velocity) = (state[0], state[1]);

    /// <summary>Moves by a step, one world or many in lanes.</summary>
    /// <param name="pedal">0, 1 or 2.</param>
    /// <param name="goalVelocity">The least velocity with which a car has to arrive.</param>
    /// <param name="position">The position.</param>
    /// <param name="velocity">The velocity.</param>
    /// <returns>Bit i where the car of lane i has arrived.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Drive<TLanes, TVector>(TVector pedal, double goalVelocity, ref TVector position, ref TVector velocity)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector push = TLanes.Multiply(TLanes.Subtract(pedal, TLanes.Broadcast(1)), TLanes.Broadcast(Force));
        TVector pull = TLanes.Multiply(Slope<TLanes, TVector>(TLanes.Multiply(TLanes.Broadcast(3), position)), TLanes.Broadcast(-Gravity));
        velocity = Clamp<TLanes, TVector>(TLanes.Add(velocity, TLanes.Add(push, pull)), -LargestSpeed, LargestSpeed);
        position = Clamp<TLanes, TVector>(TLanes.Add(position, velocity), LeftEnd, RightEnd);
        velocity = Bump<TLanes, TVector>(position, velocity, LeftEnd);
        return Arrived<TLanes, TVector>(position, velocity, Goal, goalVelocity);
    }

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => StartBounds(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        _position = Start(Options, Rng);
        _velocity = 0;
        _pedal = 0;
        Observe(observation);
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action) => ActionRow.Choice(action, 3);

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        int pedal = ActionRow.Choice(action, 3);
        _pedal = pedal - 1;
        bool arrived = Drive<Lanes64, double>(pedal, _goalVelocity, ref _position, ref _velocity) != 0;
        Observe(observation);
        return new StepResult(Reward: -1, Terminated: arrived);
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", [_position, _velocity]);
        writer.Write("pedal", _pedal);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> state = stackalloc double[2];
        reader.Read("state", state);
        (_position, _velocity) = (state[0], state[1]);
        _pedal = reader.Contains("pedal") ? reader.ReadInt32("pedal") : 0;
    }

    private void Observe(Span<float> observation)
    {
        observation[1] = (float)_velocity;
        observation[0] = (float)_position;
    }
}
