using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The settings of <see cref="Td3Agent"/>. Each property checks its value, so an object initialiser, <c>with</c>, JSON and
/// <c>--set</c> are refused alike when something is out of range.
/// </summary>
public sealed record Td3Options : ContinuousControlOptions
{
    /// <summary>The noise that is added to the actor's actions while it learns.</summary>
    public ActionNoiseOptions Noise
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Noise));
            field = value;
        }
    }
    = new();

    /// <summary>Updates of the critics for one of the actor and of the target networks. Default: 2 (Fujimoto et al. 2018).</summary>
    public int PolicyDelay { get; init => field = Check.Positive(value); } = 2;

    /// <summary>
    /// The standard deviation of the noise on the target's action, where actions span [-1, 1], so that a sharp peak of a critic is not believed; 0 for none.
    /// Default: 0.2 (Fujimoto et al. 2018).
    /// </summary>
    public float TargetNoise { get; init => field = Check.NotNegative(value); } = 0.2f;

    /// <summary>How large that noise can be at most. Default: 0.5 (Fujimoto et al. 2018).</summary>
    public float TargetNoiseClip { get; init => field = Check.NotNegative(value); } = 0.5f;
}
