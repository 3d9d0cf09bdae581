namespace Bellman.Environments;

/// <summary>The angles and angular velocities of <see cref="Acrobot"/>'s two rods, or how fast these change.</summary>
/// <param name="Upper">The upper rod's angle in radians; 0 hangs down.</param>
/// <param name="Lower">The lower rod's angle against the upper one.</param>
/// <param name="UpperVelocity">The upper rod's angular velocity.</param>
/// <param name="LowerVelocity">The lower rod's angular velocity against the upper one.</param>
internal readonly record struct AcrobotState(double Upper, double Lower, double UpperVelocity, double LowerVelocity)
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
    public AcrobotState Integrate(double torque, double step)
    {
        AcrobotState first = Derivative(torque);
        AcrobotState second = Plus(step / 2, first).Derivative(torque);
        AcrobotState third = Plus(step / 2, second).Derivative(torque);
        AcrobotState fourth = Plus(step, third).Derivative(torque);
        return Plus(step / 6, new AcrobotState(
            first.Upper + (2 * second.Upper) + (2 * third.Upper) + fourth.Upper,
            first.Lower + (2 * second.Lower) + (2 * third.Lower) + fourth.Lower,
            first.UpperVelocity + (2 * second.UpperVelocity) + (2 * third.UpperVelocity) + fourth.UpperVelocity,
            first.LowerVelocity + (2 * second.LowerVelocity) + (2 * third.LowerVelocity) + fourth.LowerVelocity));
    }

    private AcrobotState Plus(double factor, in AcrobotState change) => new(
        Upper + (factor * change.Upper),
        Lower + (factor * change.Lower),
        UpperVelocity + (factor * change.UpperVelocity),
        LowerVelocity + (factor * change.LowerVelocity));

    /// <summary>The equations of motion of Sutton and Barto's book (first edition, section 11.3).</summary>
    /// <remarks>Upstream squares with the C library's power function, which does not always round as a product does.</remarks>
    private AcrobotState Derivative(double torque)
    {
        (double sin, double cos) = Math.SinCos(Lower);
        double d1 = CentreSquared + (1 + CentreSquared + (2 * Centre * cos)) + Inertia + Inertia;
        double d2 = CentreSquared + (Centre * cos) + Inertia;
        double phi2 = Centre * Gravity * Math.Cos(Upper + Lower - (Math.PI / 2));
        double phi1 = (-Centre * Math.Pow(LowerVelocity, 2) * sin)
            - (2 * Centre * LowerVelocity * UpperVelocity * sin)
            + ((Centre + 1) * Gravity * Math.Cos(Upper - (Math.PI / 2)))
            + phi2;
        double lower = (torque + (d2 / d1 * phi1) - (Centre * Math.Pow(UpperVelocity, 2) * sin) - phi2)
            / (CentreSquared + Inertia - (Math.Pow(d2, 2) / d1));
        double upper = -((d2 * lower) + phi1) / d1;
        return new AcrobotState(UpperVelocity, LowerVelocity, upper, lower);
    }
}
