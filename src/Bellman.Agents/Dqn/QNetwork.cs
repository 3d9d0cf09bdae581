using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>Builds what the options of a Q-learning agent describe: its network and its optimizer.</summary>
internal static class QNetwork
{
    public static Network Build(int observationSize, int actionCount, DqnOptions options)
    {
        Activation activation = options.Activation switch
        {
            HiddenActivation.Tanh => Activation.Tanh,
            HiddenActivation.Sigmoid => Activation.Sigmoid,
            HiddenActivation.LeakyRelu => Activation.LeakyReLU(),
            _ => Activation.ReLU,
        };
        var layers = new List<Layer>();
        (Initializer kernel, Initializer bias) = options.Initializer switch
        {
            WeightInitializer.GlorotUniform => (Initializer.GlorotUniform, Initializer.Zeros),
            WeightInitializer.HeUniform => (Initializer.HeUniform, Initializer.Zeros),
            _ => (Initializer.FanInUniform, Initializer.FanInUniform),
        };
        foreach (int units in options.HiddenSizes) layers.Add(new Dense(units, activation, kernel, bias));
        layers.Add(options.Dueling ? new DuelingHead(actionCount, kernel, bias) : new Dense(actionCount, default, kernel, bias));
        return new Network(observationSize, layers);
    }

    public static Optimizer MakeOptimizer(DqnOptions options, Parameters parameters)
    {
        OptimizerOptions chosen = options.Optimizer switch
        {
            OptimizerKind.AdamW => new AdamWOptions(),
            OptimizerKind.RmsProp => new RmsPropOptions(),
            OptimizerKind.Sgd => new SgdOptions { Momentum = 0.9f },
            _ => new AdamOptions { Epsilon = options.AdamEpsilon },
        };
        return (chosen with
        {
            LearningRate = options.LearningRate,
            KernelL2 = options.KernelL2,
            MaxGradientNorm = options.MaxGradientNorm > 0 ? options.MaxGradientNorm : float.PositiveInfinity,
        }).Create(parameters);
    }
}
