using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>What the options of an agent say about an optimizer.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="LearningRate">Its first step size.</param>
/// <param name="MaxGradientNorm">The largest norm of the gradient; 0 does not clip.</param>
/// <param name="Epsilon">What Adam and RMSprop add to the root of the mean square.</param>
/// <param name="KernelL2">The weight of the penalty on the squares of all kernels.</param>
internal readonly record struct OptimizerSettings(
    OptimizerKind Kind, float LearningRate, float MaxGradientNorm = 0, float Epsilon = 1e-8f, float KernelL2 = 0)
{
    /// <summary>Makes the optimizer of some parameters.</summary>
    public Optimizer Create(Parameters parameters)
    {
        OptimizerOptions chosen = Kind switch
        {
            OptimizerKind.AdamW => new AdamWOptions { Epsilon = Epsilon },
            OptimizerKind.RmsProp => new RmsPropOptions { Epsilon = Epsilon },
            OptimizerKind.Sgd => new SgdOptions { Momentum = 0.9f },
            _ => new AdamOptions { Epsilon = Epsilon },
        };
        return (chosen with
        {
            LearningRate = LearningRate,
            KernelL2 = KernelL2,
            MaxGradientNorm = MaxGradientNorm > 0 ? MaxGradientNorm : float.PositiveInfinity,
        }).Create(parameters);
    }
}
