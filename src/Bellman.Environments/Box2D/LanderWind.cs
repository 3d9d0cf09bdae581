using Bellman.Numerics;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>
/// Wind and turbulence: force and torque follow <c>tanh(sin(2 k t) + sin(pi k t))</c> with k = 0.01, which never repeats,
/// from random moments t.
/// </summary>
internal sealed class LanderWind(double power, double turbulence)
{
    private const int Range = 9999;

    /// <summary>The moment of the force.</summary>
    public long ForceIndex { get; set; }

    /// <summary>The moment of the torque.</summary>
    public long TorqueIndex { get; set; }

    /// <summary>Draws the moments at which an episode starts.</summary>
    public void Draw(Pcg64 rng)
    {
        ForceIndex = rng.Integers(-Range, Range);
        TorqueIndex = rng.Integers(-Range, Range);
    }

    /// <summary>Blows for one step.</summary>
    public void Blow(Body hull)
    {
        hull.ApplyForceToCenter(new Vector2D((float)(Strength(ForceIndex++) * power), 0));
        hull.ApplyTorque((float)(Strength(TorqueIndex++) * turbulence));
    }

    private static double Strength(long index) => Math.Tanh(Math.Sin(0.02 * index) + Math.Sin(Math.PI * 0.01 * index));
}
