namespace Bellman.Environments;

/// <summary>
/// The reward of a step: the change of a potential (nearer, slower, more upright, legs down), less fuel. Differences of a
/// potential leave the best policy as it is (A. Ng, D. Harada, S. Russell, 1999, but for the discount).
/// </summary>
internal sealed class LanderReward
{
    private const double MainFuel = 0.30;
    private const double SideFuel = 0.03;

    /// <summary>The potential after the last step; not a number where there was none.</summary>
    public double Shaping { get; set; } = double.NaN;

    /// <summary>Forgets the last step.</summary>
    public void Clear() => Shaping = double.NaN;

    /// <summary>The reward of a step that led to a state.</summary>
    public double Take(in LanderState state, LanderEngines engines)
    {
        double shaping = -100 * Math.Sqrt(state.X * state.X + state.Y * state.Y)
            - 100 * Math.Sqrt(state.VelocityX * state.VelocityX + state.VelocityY * state.VelocityY)
            - 100 * Math.Abs(state.Angle)
            + 10 * state.RightLeg
            + 10 * state.LeftLeg;
        double reward = double.IsNaN(Shaping) ? 0 : shaping - Shaping;
        Shaping = shaping;
        return reward - engines.Main * MainFuel - engines.Side * SideFuel;
    }
}
