using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>Puts together the networks of actors and critics that options describe.</summary>
/// <param name="observations">What they see.</param>
/// <param name="options">The options.</param>
internal readonly struct PolicyNetworks(Space observations, PolicyGradientOptions options)
{
    private readonly RolloutOptions? _more = options as RolloutOptions;

    /// <summary>How the layers of an actor or critic begin.</summary>
    public DenseNetwork Shape(IReadOnlyList<int> hiddenSizes) => new(hiddenSizes, options.Activation, options.Initializer, options.LayerNorm);

    /// <summary>All layers from observations to what a last layer makes of them.</summary>
    /// <param name="hiddenSizes">The dense ones.</param>
    /// <param name="last">The last one; <see langword="null"/> for a torso, behind which heads stand.</param>
    /// <exception cref="ArgumentException">The options ask for convolutions of what are no images, or for a torso without layers.</exception>
    public Network Whole(IReadOnlyList<int> hiddenSizes, Layer? last)
    {
        DenseNetwork shape = Shape(hiddenSizes);
        Layer[] behind = [.. shape.HiddenLayers(), .. Memory(), .. last is null ? (ReadOnlySpan<Layer>)[] : [last]];
        if (_more?.Model != PolicyModel.Conv)
        {
            return behind.Length > 0
                ? new Network(observations.Size, behind)
                : throw new ArgumentException("A shared_torso of dense layers without actor_hidden_sizes would be empty. Give it some, or leave actor and critic apart.", nameof(hiddenSizes));
        }

        ImageShape image = ImageLayers.ShapeOf(observations);
        (Initializer kernel, Initializer bias) = shape.HiddenInitializers();
        var convolutions = new ImageLayers(_more.ConvFilters, _more.ConvKernels, _more.ConvStrides);
        return new Network(image, [.. ImageLayers.Scale(observations), .. convolutions.For(image, shape.ActivationFunction(), kernel, bias), .. behind]);
    }

    /// <summary>The last layer of a critic.</summary>
    public Layer ValueLayer()
    {
        (Initializer kernel, Initializer bias) = Shape([]).Initializers(gain: 1);
        return new Dense(1, default, kernel, bias);
    }

    private Layer[] Memory() => _more?.Model switch
    {
        PolicyModel.Lstm => [new Lstm(_more.RecurrentUnits)],
        PolicyModel.Gru => [new Gru(_more.RecurrentUnits)],
        _ => [],
    };
}
