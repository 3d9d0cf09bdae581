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
        var shape = new DenseNetwork(options.HiddenSizes, options.Activation, options.Initializer);
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 1);
        Layer[] head = Head(actionCount, outputsPerAction, options.Dueling, kernel, bias);
        Layer[] scale = Scale(observations);
        Layer[] behind = [.. shape.HiddenLayers(), .. Memory(options), .. head];
        if (options.Model != QModel.Conv) return new Network(observations.Size, [.. scale, .. behind]);
        ImageShape image = ImageLayers.ShapeOf(observations);
        (Initializer hiddenKernel, Initializer hiddenBias) = shape.HiddenInitializers();
        var convolutions = new ImageLayers(options.ConvFilters, options.ConvKernels, options.ConvStrides);
        return new Network(image, [.. scale, .. convolutions.For(image, shape.ActivationFunction(), hiddenKernel, hiddenBias), .. behind]);
    }

    /// <summary>Pixels from 0 to 255 become numbers from 0 to 1; what is 0 or 1 already stays.</summary>
    private static Layer[] Scale(Space observations) =>
        observations is Box { Element: ElementType.Byte } box && box.High.ContainsAnyExceptInRange(0f, 1f) ? [new Rescale(1f / byte.MaxValue)] : [];

    private static Layer[] Memory(DeepQOptions options) => options switch
    {
        DqnOptions { Model: QModel.Lstm } dqn => [new Lstm(dqn.RecurrentUnits)],
        DqnOptions { Model: QModel.Gru } dqn => [new Gru(dqn.RecurrentUnits)],
        _ => [],
    };

    private static Layer[] Head(int actions, int perAction, bool dueling, Initializer kernel, Initializer bias)
    {
        if (!dueling) return [new Dense(actions * perAction, default, kernel, bias)];
        return [new DuelingHead(actions, kernel, bias)];
    }
}
