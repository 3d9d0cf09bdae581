using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>Builds the network that the options of a Q-learning agent describe.</summary>
internal static class QNetwork
{
    /// <exception cref="ArgumentException">The options ask for convolutions, and the observations are no images, or the layers do not fit.</exception>
    public static Network Build(Space observations, int actionCount, DqnOptions options)
    {
        var shape = new DenseNetwork(options.HiddenSizes, options.Activation, options.Initializer);
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 1);
        Layer head = options.Dueling ? new DuelingHead(actionCount, kernel, bias) : new Dense(actionCount, default, kernel, bias);
        Layer[] scale = Scale(observations);
        Layer[] behind = [.. shape.HiddenLayers(), .. Memory(options), head];
        if (options.Model != QModel.Conv) return new Network(observations.Size, [.. scale, .. behind]);
        ImageShape image = ImageLayers.ShapeOf(observations);
        (Initializer hiddenKernel, Initializer hiddenBias) = shape.HiddenInitializers();
        var convolutions = new ImageLayers(options.ConvFilters, options.ConvKernels, options.ConvStrides);
        return new Network(image, [.. scale, .. convolutions.For(image, shape.ActivationFunction(), hiddenKernel, hiddenBias), .. behind]);
    }

    /// <summary>Pixels from 0 to 255 become numbers from 0 to 1; what is 0 or 1 already stays.</summary>
    private static Layer[] Scale(Space observations) =>
        observations is Box { Element: ElementType.Byte } box && box.High.ContainsAnyExceptInRange(0f, 1f) ? [new Rescale(1f / byte.MaxValue)] : [];

    private static Layer[] Memory(DqnOptions options) => options.Model switch
    {
        QModel.Lstm => [new Lstm(options.RecurrentUnits)],
        QModel.Gru => [new Gru(options.RecurrentUnits)],
        _ => [],
    };
}
