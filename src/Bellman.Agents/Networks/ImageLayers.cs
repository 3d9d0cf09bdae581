using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>What the options of an agent say about convolutions, and the layers that come of it.</summary>
/// <param name="Filters">The filters of each layer; empty for what suits the image.</param>
/// <param name="Kernels">The kernel sizes.</param>
/// <param name="Strides">The strides.</param>
internal readonly record struct ImageLayers(IReadOnlyList<int> Filters, IReadOnlyList<int> Kernels, IReadOnlyList<int> Strides)
{
    /// <summary>From this side length on the image is taken for an Atari screen.</summary>
    private const int ScreenSide = 36;

    /// <summary>The first layers of Mnih et al. 2015, for screens of 84 by 84 pixels.</summary>
    private static readonly ImageLayers Screen = new([32, 64, 64], [8, 4, 3], [4, 2, 1]);

    /// <summary>The first layer of Young and Tian 2019, for small grids.</summary>
    private static readonly ImageLayers SmallGrid = new([16], [3], [1]);

    /// <summary>The shape of the images of an observation space.</summary>
    /// <exception cref="ArgumentException">The observations are no images.</exception>
    public static ImageShape ShapeOf(Space observations) => observations is Box { Shape: [var height, var width] } ? new ImageShape(1, height, width)
        : observations is Box { Shape: [var channels, var rows, var columns] } ? new ImageShape(channels, rows, columns)
        : throw new ArgumentException(
            $"Convolutions need images, a Box of channels, rows and columns or of rows and columns, but the observation space is {observations}. Take another model.",
            nameof(observations));

    /// <summary>Pixels from 0 to 255 become numbers from 0 to 1; what is 0 or 1 already stays.</summary>
    public static Layer[] Scale(Space observations) =>
        observations is Box { Element: ElementType.Byte } box && box.High.ContainsAnyExceptInRange(0f, 1f) ? [new Rescale(1f / byte.MaxValue)] : [];

    /// <summary>The layers for images of a shape.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, or a kernel is larger than its image.</exception>
    public IEnumerable<Layer> For(ImageShape image, Activation activation, Initializer kernel, Initializer bias)
    {
        if (Filters.Count != Kernels.Count || Filters.Count != Strides.Count)
            throw new ArgumentException($"Convolutions have {Filters.Count} conv_filters, {Kernels.Count} conv_kernels and {Strides.Count} conv_strides: give as many of each.");
        ImageLayers chosen = Filters.Count > 0 ? this : Math.Min(image.Height, image.Width) >= ScreenSide ? Screen : SmallGrid;
        return chosen.Build(activation, kernel, bias);
    }

    private Layer[] Build(Activation activation, Initializer kernel, Initializer bias)
    {
        var layers = new Layer[Filters.Count];
        for (int i = 0; i < layers.Length; i++) layers[i] = new Conv2D(Filters[i], Kernels[i], Strides[i], activation, 0, kernel, bias);
        return layers;
    }
}
