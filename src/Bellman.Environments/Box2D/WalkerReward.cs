using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>
/// The reward of a step: the way forward, scaled so that the whole way gives about 300, less the change of the hull's
/// tilt, less what the motors use.
/// </summary>
internal sealed class WalkerReward
{
    private const double MotorCost = 0.00035 * WalkerScale.MotorTorque;

    /// <summary>The potential after the last step; not a number where there was none.</summary>
    public double Shaping { get; set; } = double.NaN;

    /// <summary>Forgets the last step.</summary>
    public void Clear() => Shaping = double.NaN;

    /// <summary>The reward of a step that led here.</summary>
    public float Take(Body hull, ReadOnlySpan<float> action)
    {
        double shaping = 130.0 * hull.Position.X / WalkerScale.PixelsPerMetre - 5.0 * Math.Abs((double)hull.Angle);

        // The costs are taken off in single precision, as NumPy does where the action is a row of such numbers.
        float reward = double.IsNaN(Shaping) ? 0f : (float)(shaping - Shaping);
        Shaping = shaping;
        foreach (float power in action)
        {
            reward -= (float)MotorCost * Math.Min(Math.Abs(power), 1f);
        }
        return reward;
    }
}
