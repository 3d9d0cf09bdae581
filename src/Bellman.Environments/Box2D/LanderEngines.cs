using Bellman.Numerics;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The main engine below the hull and the two side engines. Their nozzles waver: two random numbers each step.</summary>
internal sealed class LanderEngines
{
    private const double MainPower = 13;
    private const double SidePower = 0.6;
    private const double MainNozzle = 4 / LanderScale.PixelsPerMetre;
    private const double SideAway = 12;
    private const double SideHeight = 14;

    // Upstream uses 17 here where the side engines stand at a height of 14, so that where they push depends on the angle.
    private const double SideHeightAcross = 17;

    /// <summary>Throttle of the main engine in the last step: 0, or 0.5 to 1.</summary>
    public double Main { get; private set; }

    /// <summary>Throttle of the side engines in the last step: 0, or 0.5 to 1.</summary>
    public double Side { get; private set; }

    /// <summary>Which side engine fired in the last step: -1 the left one, 1 the right one.</summary>
    public double Direction { get; private set; }

    /// <summary>No engine fires.</summary>
    public void Clear() => Set(0, 0, 0);

    /// <summary>Sets the engines from one of the four choices: nothing, left, main, right.</summary>
    public void Choose(int action) => Set(action == 2 ? 1 : 0, action is 1 or 3 ? 1 : 0, action - 2);

    /// <summary>Sets the engines from two throttles: the main one fires above 0, the side ones beyond a half either way.</summary>
    public void Throttle(float main, float side)
    {
        double mainThrottle = Math.Clamp(main, -1f, 1f);
        double sideThrottle = Math.Clamp(side, -1f, 1f);
        Set(
            mainThrottle > 0 ? (mainThrottle + 1) * 0.5 : 0,
            Math.Abs(sideThrottle) > 0.5 ? Math.Abs(sideThrottle) : 0,
            sideThrottle > 0 ? 1 : -1);
    }

    /// <summary>Pushes the hull.</summary>
    public void Fire(Body hull, Pcg64 rng)
    {
        double sine = Math.Sin(hull.Angle);
        double cosine = Math.Cos(hull.Angle);

        // Drawn whether or not an engine fires.
        double along = rng.Uniform(-1.0, 1.0) / LanderScale.PixelsPerMetre;
        double across = rng.Uniform(-1.0, 1.0) / LanderScale.PixelsPerMetre;
        if (Main > 0)
        {
            double down = MainNozzle + 2 * along;
            double x = sine * down + -cosine * across;
            double y = -cosine * down - sine * across;
            Push(hull, x, y, hull.Position.X + x, hull.Position.Y + y, MainPower, Main);
        }
        if (Side > 0)
        {
            double away = 3 * across + Direction * SideAway / LanderScale.PixelsPerMetre;
            double x = sine * along + -cosine * away;
            double y = -cosine * along - sine * away;
            double pointX = hull.Position.X + x - sine * SideHeightAcross / LanderScale.PixelsPerMetre;
            double pointY = hull.Position.Y + y + cosine * SideHeight / LanderScale.PixelsPerMetre;
            Push(hull, x, y, pointX, pointY, SidePower, Side);
        }
    }

    private static void Push(Body hull, double x, double y, double pointX, double pointY, double power, double throttle)
    {
        var impulse = new Vector2D((float)(-x * power * throttle), (float)(-y * power * throttle));
        hull.ApplyLinearImpulse(impulse, new Vector2D((float)pointX, (float)pointY));
    }

    /// <summary>Sets throttles and direction.</summary>
    public void Set(double main, double side, double direction)
    {
        Main = main;
        Side = side;
        Direction = side > 0 ? direction : 0;
    }
}
