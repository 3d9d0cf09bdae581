using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>What the agents have in common that are paid for the uncertainty of their actions: its price, the temperature, and how it is learned. Each property checks its value.</summary>
public abstract record MaximumEntropyOptions : ContinuousControlOptions
{
    /// <summary>
    /// The temperature alpha at the start: how many units of reward a unit of entropy is worth; above 0. Where it is not learned, it stays. Default: 1.
    /// </summary>
    public float Temperature { get; init => field = Check.Positive(value); } = 1f;

    /// <summary>Whether the temperature is learned, so that the policy's entropy settles at its target (Haarnoja et al. 2018b, section 5). Default: true.</summary>
    public bool LearnTemperature { get; init; } = true;

    /// <summary>The step size of the temperature's Adam, which learns its logarithm; above 0. Default: 0.0003.</summary>
    public float TemperatureLearningRate { get; init => field = Check.Positive(value); } = 3e-4f;

    /// <summary>
    /// The entropy for each number of an action, where actions span [-1, 1], that a learned temperature aims at: 0.69 is that of actions drawn evenly, and less is more certain.
    /// Default: -1 (Haarnoja et al. 2018b, appendix D).
    /// </summary>
    public float TargetEntropy { get; init => field = Check.Range(value, -100f, 0.69f); } = -1f;

    /// <summary>
    /// What is added to the drawn actions while it learns. The policy's own draws are fresh in every step; where only a push that lasts finds the reward, noise that drifts helps.
    /// Its scale is 0 unless stated: none.
    /// </summary>
    public ActionNoiseOptions Noise
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Noise));
            field = value;
        }
    }
    = new() { Scale = 0 };
}
