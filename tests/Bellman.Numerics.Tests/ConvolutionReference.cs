namespace Bellman.Numerics.Tests;

/// <summary>
/// The products of a convolution, one element after the other: the definition of what <see cref="ConvolutionKernels"/> computes, down to
/// the order of the operations. Every multiplication and addition is fused.
/// </summary>
internal static class ConvolutionReference
{
    public static void Forward(in ConvolutionPass pass, float[] input, float[] weights, float[] bias, float[] output)
    {
        ConvolutionShape shape = pass.Shape;
        for (int image = 0; image < pass.Images; image++)
        {
            for (int position = 0; position < shape.Positions; position++)
            {
                for (int filter = 0; filter < shape.Filters; filter++)
                {
                    float sum = bias[filter];
                    for (int k = 0; k < shape.PatchLength; k++)
                    {
                        sum = MathF.FusedMultiplyAdd(Patch(pass, input, image, position, k), weights[WeightIndex(shape, filter, k)], sum);
                    }

                    output[OutputIndex(pass, image, position, filter)] = Activations.Apply(pass.Activation, pass.Slope, sum);
                }
            }
        }
    }

    public static void WeightGradient(in ConvolutionPass pass, float[] input, float[] outputGradient, float[] weightGradient, bool accumulate)
    {
        ConvolutionShape shape = pass.Shape;
        for (int filter = 0; filter < shape.Filters; filter++)
        {
            for (int k = 0; k < shape.PatchLength; k++)
            {
                float sum = accumulate ? weightGradient[WeightIndex(shape, filter, k)] : 0f;
                for (int image = 0; image < pass.Images; image++)
                {
                    for (int position = 0; position < shape.Positions; position++)
                    {
                        float g = outputGradient[OutputIndex(pass, image, position, filter)];
                        sum = MathF.FusedMultiplyAdd(Patch(pass, input, image, position, k), g, sum);
                    }
                }

                weightGradient[WeightIndex(shape, filter, k)] = sum;
            }
        }
    }

    public static void InputGradient(in ConvolutionPass pass, float[] outputGradient, float[] weights, float[] input, float[] inputGradient)
    {
        ConvolutionShape shape = pass.Shape;
        for (int image = 0; image < pass.Images; image++)
        {
            for (int pixel = 0; pixel < shape.Height * shape.Width; pixel++)
            {
                for (int channel = 0; channel < shape.Channels; channel++)
                {
                    float sum = Collect(pass, outputGradient, weights, image, pixel, channel);
                    int index = (image * pass.InputStride) + InputIndex(shape, channel, pixel);
                    inputGradient[index] = Activations.MultiplyByDerivative(pass.InputActivation, pass.InputSlope, input[index], sum);
                }
            }
        }
    }

    /// <summary>The index of an element of an image without border.</summary>
    public static int InputIndex(ConvolutionShape shape, int channel, int pixel) =>
        shape.ChannelsLast ? (pixel * AlignedBuffer.Pad(shape.Channels)) + channel : (channel * shape.Height * shape.Width) + pixel;

    public static int OutputIndex(in ConvolutionPass pass, int image, int position, int filter) =>
        (image * pass.OutputStride) + (position * AlignedBuffer.Pad(pass.Shape.Filters)) + filter;

    public static int WeightIndex(ConvolutionShape shape, int filter, int k) =>
        PanelLayout.IndexOf(filter, k, shape.PatchLength, AlignedBuffer.Pad(shape.Filters));

    private static float Collect(in ConvolutionPass pass, float[] outputGradient, float[] weights, int image, int pixel, int channel)
    {
        ConvolutionShape shape = pass.Shape;
        float sum = 0f;
        for (int position = 0; position < shape.Positions; position++)
        {
            int u = (pixel / shape.Width) + shape.Padding - (position / shape.OutputWidth * shape.Stride);
            int v = (pixel % shape.Width) + shape.Padding - (position % shape.OutputWidth * shape.Stride);
            if (u < 0 || u >= shape.Kernel || v < 0 || v >= shape.Kernel)
            {
                continue;
            }

            int k = shape.PatchIndex(channel, (u * shape.Kernel) + v);
            for (int filter = 0; filter < shape.Filters; filter++)
            {
                float g = outputGradient[OutputIndex(pass, image, position, filter)];
                sum = MathF.FusedMultiplyAdd(g, weights[WeightIndex(shape, filter, k)], sum);
            }
        }

        return sum;
    }

    private static float Patch(in ConvolutionPass pass, float[] input, int image, int position, int k)
    {
        ConvolutionShape shape = pass.Shape;
        int taps = shape.Kernel * shape.Kernel;
        int tap = shape.ChannelsLast ? k / shape.Channels : k % taps;
        int channel = shape.ChannelsLast ? k % shape.Channels : k / taps;
        int y = (position / shape.OutputWidth * shape.Stride) + (tap / shape.Kernel) - shape.Padding;
        int x = (position % shape.OutputWidth * shape.Stride) + (tap % shape.Kernel) - shape.Padding;
        bool inside = y >= 0 && y < shape.Height && x >= 0 && x < shape.Width;
        return inside ? input[(image * pass.InputStride) + InputIndex(shape, channel, (y * shape.Width) + x)] : 0f;
    }
}
