namespace Bellman.Agents;

/// <summary>
/// The settings of <see cref="SacAgent"/>. Each property checks its value, so an object initialiser, <c>with</c>, JSON and
/// <c>--set</c> are refused alike when something is out of range.
/// </summary>
public sealed record SacOptions : MaximumEntropyOptions
{
    /// <summary>Makes the options; the step sizes are 0.0003 unless stated (Haarnoja et al. 2018).</summary>
    public SacOptions() => ActorLearningRate = CriticLearningRate = 3e-4f;
}
