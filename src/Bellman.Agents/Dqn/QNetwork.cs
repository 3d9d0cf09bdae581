using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>Builds what the options of a Q-learning agent describe: its network and its optimizer.</summary>
internal static class QNetwork
{
    public static Network Build(int observationSize, int actionCount, DqnOptions options)
    {
        var shape = new DenseNetwork(options.HiddenSizes, options.Activation, options.Initializer);
        if (!options.Dueling) return shape.Build(observationSize, actionCount);
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 1);
        return shape.Build(observationSize, new DuelingHead(actionCount, kernel, bias));
    }

    public static Optimizer MakeOptimizer(DqnOptions options, Parameters parameters) =>
        new OptimizerSettings(options.Optimizer, options.LearningRate, options.MaxGradientNorm, options.AdamEpsilon, options.KernelL2).Create(parameters);
}
