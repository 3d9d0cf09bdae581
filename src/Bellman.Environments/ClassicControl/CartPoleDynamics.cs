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
    /// <param name="isNear">Whether all angles are known to lie within <see cref="NearAngle"/>, which leaves out a look at them; a constant.</param>
    /// <param name="force">The force on the cart.</param>
    /// <param name="position">The cart's position.</param>
    /// <param name="velocity">The cart's velocity.</param>
    /// <param name="angle">The pole's angle.</param>
    /// <param name="angularVelocity">The pole's angular velocity.</param>
    /// <returns>Bit i where the pole or the cart of lane i is now too far away.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Step<TLanes, TVector>(
        bool isNear, TVector force, ref TVector position, ref TVector velocity, ref TVector angle, ref TVector angularVelocity)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ConstantDivisor totalMass = TotalMass;
        TVector poleMassLength = TLanes.Broadcast(PoleMassLength);
        TVector sin, cos;
        if (isNear) Trigonometry.SinCosNearZero<TLanes, TVector>(angle, out sin, out cos);
        else Trigonometry.SinCos<TLanes, TVector>(angle, out sin, out cos);

        // pull = (force + m l w^2 sin) / M, angular acceleration = (g sin - cos pull) / (l (4/3 - m cos^2 / M)), acceleration = pull - m l (angular acceleration) cos / M
        TVector whirl = TLanes.Multiply(TLanes.Multiply(poleMassLength, TLanes.Multiply(angularVelocity, angularVelocity)), sin);
        TVector pull = TLanes.Divide(TLanes.Add(force, whirl), totalMass);
        TVector drag = TLanes.Divide(TLanes.Multiply(TLanes.Broadcast(PoleMass), TLanes.Multiply(cos, cos)), totalMass);
        TVector inertia = TLanes.Multiply(TLanes.Broadcast(HalfLength), TLanes.Subtract(TLanes.Broadcast(4.0 / 3.0), drag));
        TVector torque = TLanes.Subtract(TLanes.Multiply(TLanes.Broadcast(Gravity), sin), TLanes.Multiply(cos, pull));
        TVector angularAcceleration = TLanes.Divide(torque, inertia);
        TVector back = TLanes.Divide(TLanes.Multiply(TLanes.Multiply(poleMassLength, angularAcceleration), cos), totalMass);
        TVector acceleration = TLanes.Subtract(pull, back);

        TVector step = TLanes.Broadcast(TimeStep);
        position = TLanes.Add(position, TLanes.Multiply(step, velocity));
        velocity = TLanes.Add(velocity, TLanes.Multiply(step, acceleration));
        angle = TLanes.Add(angle, TLanes.Multiply(step, angularVelocity));
        angularVelocity = TLanes.Add(angularVelocity, TLanes.Multiply(step, angularAcceleration));
        return TLanes.Greater(TLanes.Abs(position), TLanes.Broadcast(LargestPosition)) | TLanes.Greater(TLanes.Abs(angle), TLanes.Broadcast(LargestAngle));
    }
}
