using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The settings of <see cref="ActionNoise"/>, with which a deterministic policy explores. Actions span [-1, 1] here, whatever the bounds of the environment.</summary>
public sealed record ActionNoiseOptions
{
    /// <summary>Fresh noise in every step, or one that drifts. Default: Gaussian.</summary>
    public NoiseKind Kind { get; init => field = Check.Defined(value); } = NoiseKind.Gaussian;

    /// <summary>
    /// The standard deviation sigma of what is added in each step, where actions span [-1, 1]; 0 for none. The drifting noise grows beyond it, to sigma / sqrt(theta (2 - theta)).
    /// Default: 0.1 (Fujimoto et al. 2018).
    /// </summary>
    public float Scale { get; init => field = Check.NotNegative(value); } = 0.1f;

    /// <summary>The scale at the end of <see cref="DecaySteps"/> and from then on, reached in a straight line. Without decay steps it has no effect. Default: 0.</summary>
    public float FinalScale { get; init => field = Check.NotNegative(value); }

    /// <summary>Environment steps over which the scale goes from its start to its end; 0 keeps it constant. Default: 0.</summary>
    public long DecaySteps { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// The part theta of itself that the drifting noise loses in each step, above 0, at most 1: it remembers about 1/theta steps. The Gaussian noise does not use it.
    /// Default: 0.15 (Lillicrap et al. 2016).
    /// </summary>
    public float Reversion { get; init => field = Check.Range(value, float.Epsilon, 1f); } = 0.15f;

    /// <summary>The scale after so many environment steps.</summary>
    public float ScaleAt(long step) => LinearDecay.At(Scale, FinalScale, DecaySteps, step);
}
