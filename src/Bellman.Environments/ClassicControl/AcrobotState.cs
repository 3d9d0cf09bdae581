using System.Runtime.CompilerServices;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>The angles and angular velocities of <see cref="Acrobot"/>'s two rods, or how fast these change, of one world or of many in lanes.</summary>
/// <param name="Upper">The upper rod's angle in radians; 0 hangs down.</param>
/// <param name="Lower">The lower rod's angle against the upper one.</param>
/// <param name="UpperVelocity">The upper rod's angular velocity.</param>
/// <param name="LowerVelocity">The lower rod's angular velocity against the upper one.</param>
internal readonly record struct AcrobotState<TLanes, TVector>(TVector Upper, TVector Lower, TVector UpperVelocity, TVector LowerVelocity)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    // Rods of 1 kg and 1 m with their centres of mass half way; a moment of inertia of 1.
    private const double Centre = 0.5;
    private const double CentreSquared = Centre * Centre;
    private const double Inertia = 1;
    private const double Gravity = 9.8;

    /// <summary>Moves by a step of the classical Runge-Kutta method of fourth order.</summary>
    /// <param name="torque">The torque at the joint between the rods, constant over the step.</param>
    /// <param name="step">The length of the step in seconds.</param>
    /// <returns>The state at its end.</returns>
    public AcrobotState<TLanes, TVector> Integrate(TVector torque, double step)
    {
        AcrobotState<TLanes, TVector> first = Derivative(torque);
        AcrobotState<TLanes, TVector> second = Plus(step / 2, first).Derivative(torque);
        AcrobotState<TLanes, TVector> third = Plus(step / 2, second).Derivative(torque);
        AcrobotState<TLanes, TVector> fourth = Plus(step, third).Derivative(torque);
        return Plus(step / 6, new AcrobotState<TLanes, TVector>(
            Sum(first.Upper, second.Upper, third.Upper, fourth.Upper),
            Sum(first.Lower, second.Lower, third.Lower, fourth.Lower),
            Sum(first.UpperVelocity, second.UpperVelocity, third.UpperVelocity, fourth.UpperVelocity),
            Sum(first.LowerVelocity, second.LowerVelocity, third.LowerVelocity, fourth.LowerVelocity)));
    }

    private static TVector Sum(TVector first, TVector second, TVector third, TVector fourth) =>
        TLanes.Add(TLanes.Add(TLanes.Add(first, Times(2, second)), Times(2, third)), fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Times(double factor, TVector value) => TLanes.Multiply(TLanes.Broadcast(factor), value);

    private AcrobotState<TLanes, TVector> Plus(double factor, in AcrobotState<TLanes, TVector> change) => new(
        TLanes.Add(Upper, Times(factor, change.Upper)),
        TLanes.Add(Lower, Times(factor, change.Lower)),
        TLanes.Add(UpperVelocity, Times(factor, change.UpperVelocity)),
        TLanes.Add(LowerVelocity, Times(factor, change.LowerVelocity)));

    /// <summary>The equations of motion of Sutton and Barto's book (first edition, section 11.3).</summary>
    /// <remarks>Upstream squares with the C library's power function, which does not always round as the product here does.</remarks>
    private AcrobotState<TLanes, TVector> Derivative(TVector torque)
    {
        TVector quarterTurn = TLanes.Broadcast(Math.PI / 2), inertia = TLanes.Broadcast(Inertia);
        Trigonometry.SinCos<TLanes, TVector>(Lower, out TVector sin, out TVector cos);
        Trigonometry.SinCos<TLanes, TVector>(TLanes.Subtract(TLanes.Add(Upper, Lower), quarterTurn), out _, out TVector cosBoth);
        Trigonometry.SinCos<TLanes, TVector>(TLanes.Subtract(Upper, quarterTurn), out _, out TVector cosUpper);
        TVector d1 = TLanes.Add(TLanes.Broadcast(1 + CentreSquared), Times(2 * Centre, cos));
        d1 = TLanes.Add(TLanes.Add(TLanes.Add(TLanes.Broadcast(CentreSquared), d1), inertia), inertia);
        TVector d2 = TLanes.Add(TLanes.Add(TLanes.Broadcast(CentreSquared), Times(Centre, cos)), inertia);
        TVector phi2 = Times(Centre * Gravity, cosBoth);

        // phi1 = -l v2^2 sin - 2 l v2 v1 sin + (l + 1) g cos(a1 - pi/2) + phi2
        TVector phi1 = TLanes.Multiply(Times(-Centre, TLanes.Multiply(LowerVelocity, LowerVelocity)), sin);
        phi1 = TLanes.Subtract(phi1, TLanes.Multiply(TLanes.Multiply(Times(2 * Centre, LowerVelocity), UpperVelocity), sin));
        phi1 = TLanes.Add(TLanes.Add(phi1, Times((Centre + 1) * Gravity, cosUpper)), phi2);

        // (torque + d2/d1 phi1 - l v1^2 sin - phi2) / (l^2 + I - d2^2/d1)
        TVector lower = TLanes.Add(torque, TLanes.Multiply(TLanes.Divide(d2, d1), phi1));
        lower = TLanes.Subtract(lower, TLanes.Multiply(Times(Centre, TLanes.Multiply(UpperVelocity, UpperVelocity)), sin));
        lower = TLanes.Divide(
            TLanes.Subtract(lower, phi2),
            TLanes.Subtract(TLanes.Broadcast(CentreSquared + Inertia), TLanes.Divide(TLanes.Multiply(d2, d2), d1)));
        TVector upper = TLanes.Divide(TLanes.Negate(TLanes.Add(TLanes.Multiply(d2, lower), phi1)), d1);
        return new AcrobotState<TLanes, TVector>(UpperVelocity, LowerVelocity, upper, lower);
    }
}
