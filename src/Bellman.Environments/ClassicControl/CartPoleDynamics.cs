using System.Runtime.CompilerServices;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>How cart and pole move, for one world or for many in lanes, in Gymnasium's order of operations.</summary>
internal static class CartPoleDynamics
{
    public const double LargestAngle = 12 * 2 * Math.PI / 360;
    public const double NearAngle = 0.78;
    public const double LargestPosition = 2.4;
    public const double Force = 10.0;

    private const double Gravity = 9.8;
    private const double PoleMass = 0.1;
    private const double HalfLength = 0.5;
    private const double PoleMassLength = PoleMass * HalfLength;
    private const double TimeStep = 0.02;

    private static readonly ConstantDivisor TotalMass = new(PoleMass + 1.0);

    /// <summary>Moves by a step of the explicit Euler method: positions move with the velocities from before the step.</summary>
    /// <param name="force">The force on the cart.</param>
    /// <param name="position">The cart's position.</param>
    /// <param name="velocity">The cart's velocity.</param>
    /// <param name="angle">The pole's angle.</param>
    /// <param name="angularVelocity">The pole's angular velocity.</param>
    /// <returns>Bit i where the pole or the cart of lane i is now too far away.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Step<TLanes, TVector>(TVector force, ref TVector position, ref TVector velocity, ref TVector angle, ref TVector angularVelocity)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        Weigh<TLanes, TVector>(isNear: false, force, angle, angularVelocity, out TVector cos, out TVector pull, out TVector torque, out TVector inertia);
        return Move<TLanes, TVector>(cos, pull, torque, inertia, ref position, ref velocity, ref angle, ref angularVelocity);
    }

    /// <summary>The first half of a step: what the forces come to.</summary>
    /// <param name="isNear">Whether all angles are known to lie within <see cref="NearAngle"/>, which leaves out a look at them; a constant.</param>
    /// <param name="force">The force on the cart.</param>
    /// <param name="angle">The pole's angle.</param>
    /// <param name="angularVelocity">The pole's angular velocity.</param>
    /// <param name="cos">The angle's cosine.</param>
    /// <param name="pull">(force + m l w^2 sin) / M.</param>
    /// <param name="torque">g sin - cos pull.</param>
    /// <param name="inertia">l (4/3 - m cos^2 / M); the angular acceleration is torque through inertia.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weigh<TLanes, TVector>(
        bool isNear, TVector force, TVector angle, TVector angularVelocity, out TVector cos, out TVector pull, out TVector torque, out TVector inertia)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ConstantDivisor totalMass = TotalMass;
        TVector sin;
        if (isNear) Trigonometry.SinCosNearZero<TLanes, TVector>(angle, out sin, out cos);
        else Trigonometry.SinCos<TLanes, TVector>(angle, out sin, out cos);
        TVector whirl = TLanes.Multiply(TLanes.Multiply(TLanes.Broadcast(PoleMassLength), TLanes.Multiply(angularVelocity, angularVelocity)), sin);
        pull = TLanes.Divide(TLanes.Add(force, whirl), totalMass);
        TVector drag = TLanes.Divide(TLanes.Multiply(TLanes.Broadcast(PoleMass), TLanes.Multiply(cos, cos)), totalMass);
        inertia = TLanes.Multiply(TLanes.Broadcast(HalfLength), TLanes.Subtract(TLanes.Broadcast(4.0 / 3.0), drag));
        torque = TLanes.Subtract(TLanes.Multiply(TLanes.Broadcast(Gravity), sin), TLanes.Multiply(cos, pull));
    }

    /// <summary>The second half of a step: the accelerations act.</summary>
    /// <param name="cos">As <see cref="Weigh"/> has it.</param>
    /// <param name="pull">As <see cref="Weigh"/> has it.</param>
    /// <param name="torque">As <see cref="Weigh"/> has it.</param>
    /// <param name="inertia">As <see cref="Weigh"/> has it.</param>
    /// <param name="position">The cart's position.</param>
    /// <param name="velocity">The cart's velocity.</param>
    /// <param name="angle">The pole's angle.</param>
    /// <param name="angularVelocity">The pole's angular velocity.</param>
    /// <returns>Bit i where the pole or the cart of lane i is now too far away.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Move<TLanes, TVector>(
        TVector cos, TVector pull, TVector torque, TVector inertia, ref TVector position, ref TVector velocity, ref TVector angle, ref TVector angularVelocity)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // The cart's acceleration is pull - m l (angular acceleration) cos / M.
        TVector angularAcceleration = TLanes.Divide(torque, inertia);
        TVector back = TLanes.Divide(TLanes.Multiply(TLanes.Multiply(TLanes.Broadcast(PoleMassLength), angularAcceleration), cos), TotalMass);
        TVector acceleration = TLanes.Subtract(pull, back);

        TVector step = TLanes.Broadcast(TimeStep);
        position = TLanes.Add(position, TLanes.Multiply(step, velocity));
        velocity = TLanes.Add(velocity, TLanes.Multiply(step, acceleration));
        angle = TLanes.Add(angle, TLanes.Multiply(step, angularVelocity));
        angularVelocity = TLanes.Add(angularVelocity, TLanes.Multiply(step, angularAcceleration));
        return TLanes.Greater(TLanes.Abs(position), TLanes.Broadcast(LargestPosition)) | TLanes.Greater(TLanes.Abs(angle), TLanes.Broadcast(LargestAngle));
    }
}
