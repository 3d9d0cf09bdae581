namespace Bellman.Numerics;

/// <summary>One pass of a convolution over a batch of images.</summary>
public readonly record struct ConvolutionPass
{
    /// <summary>The sizes.</summary>
    public required ConvolutionShape Shape { get; init; }

    /// <summary>The number of images.</summary>
    public required int Images { get; init; }

    /// <summary>The distance between the images of the input.</summary>
    public required int InputStride { get; init; }

    /// <summary>The distance between the images of the output.</summary>
    public required int OutputStride { get; init; }

    /// <summary>The function applied to the outputs.</summary>
    public ActivationKind Activation { get; init; }

    /// <summary>The slope of <see cref="Activation"/> where it is leaky.</summary>
    public float Slope { get; init; }

    /// <summary>The function that made the inputs; its derivative multiplies the gradient by the inputs.</summary>
    public ActivationKind InputActivation { get; init; }

    /// <summary>The slope of <see cref="InputActivation"/> where it is leaky.</summary>
    public float InputSlope { get; init; }

    internal void CheckInput(int length, int imageLength, string name) => CheckImages(length, InputStride, imageLength, name);

    internal void CheckOutput(int length, string name) => CheckImages(length, OutputStride, Shape.OutputLength, name);

    private void CheckImages(int length, int stride, int imageLength, string name)
    {
        if (stride < imageLength)
        {
            throw new ArgumentException($"Images of {imageLength} elements can't be {stride} apart.", name);
        }

        LinearShape.Check(length, ((long)(Images - 1) * stride) + imageLength, name);
    }
}
