using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>Builds the network that the options of a Q-learning agent describe.</summary>
internal static class QNetwork
{
    /// <summary>The layers from observations to the outputs that a head makes values of.</summary>
    /// <exception cref="ArgumentException">The options ask for convolutions, and the observations are no images, or the layers do not fit.</exception>
    public static Network Build(Space observations, int actionCount, DeepQOptions options, int outputsPerAction = 1)
    {
        var shape = new DenseNetwork(options.HiddenSizes, options.Activation, options.Initializer, options.LayerNorm);
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 1);
        Layer[] head = Head(actionCount, outputsPerAction, options, kernel, bias);
        Layer[] scale = ImageLayers.Scale(observations);
        Layer[] behind = [.. Hidden(shape, options), .. Memory(options), .. head];
        if (options.Model != QModel.Conv) return new Network(observations.Size, [.. scale, .. behind]);
        ImageShape image = ImageLayers.ShapeOf(observations);
        (Initializer hiddenKernel, Initializer hiddenBias) = shape.HiddenInitializers();
        var convolutions = new ImageLayers(options.ConvFilters, options.ConvKernels, options.ConvStrides);
        return new Network(image, [.. scale, .. convolutions.For(image, shape.ActivationFunction(), hiddenKernel, hiddenBias), .. behind]);
    }

    private static Layer[] Memory(DeepQOptions options) => options switch
    {
        DqnOptions { Model: QModel.Lstm } dqn => [new Lstm(dqn.RecurrentUnits)],
        DqnOptions { Model: QModel.Gru } dqn => [new Gru(dqn.RecurrentUnits)],
        _ => [],
    };

    private static IEnumerable<Layer> Hidden(DenseNetwork shape, DeepQOptions options)
    {
        if (!options.NoisyNets) return shape.HiddenLayers();
        return shape.HiddenLayers((units, activation, kernel, bias) => new NoisyDense(units, activation, options.NoisySigma, kernel, bias));
    }

    private static Layer[] Head(int actions, int perAction, DeepQOptions options, Initializer kernel, Initializer bias)
    {
        if (!options.Dueling) return [Linear(actions * perAction, options, kernel, bias)];
        if (perAction == 1 && !options.NoisyNets) return [new DuelingHead(actions, kernel, bias)];
        var join = new DuelingJoin(actions, perAction);
        return [Linear(join.InputsTaken, options, kernel, bias), join];
    }

    private static Layer Linear(int outputs, DeepQOptions options, Initializer kernel, Initializer bias) =>
        options.NoisyNets ? new NoisyDense(outputs, default, options.NoisySigma, kernel, bias) : new Dense(outputs, default, kernel, bias);
}
