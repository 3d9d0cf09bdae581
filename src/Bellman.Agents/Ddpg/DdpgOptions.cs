namespace Bellman.Agents;

/// <summary>
/// The settings of <see cref="DdpgAgent"/>. Each property checks its value, so an object initialiser, <c>with</c>, JSON and
/// <c>--set</c> are refused alike when something is out of range.
/// </summary>
public sealed record DdpgOptions : ContinuousControlOptions
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
}
