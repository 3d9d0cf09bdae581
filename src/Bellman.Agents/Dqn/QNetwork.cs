using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>Builds the network that the options of a Q-learning agent describe.</summary>
internal static class QNetwork
{
    public static Network Build(int observationSize, int actionCount, DqnOptions options)
    {
        var shape = new DenseNetwork(options.HiddenSizes, options.Activation, options.Initializer);
        if (!options.Dueling) return shape.Build(observationSize, actionCount);
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 1);
        return shape.Build(observationSize, new DuelingHead(actionCount, kernel, bias));
    }
}
