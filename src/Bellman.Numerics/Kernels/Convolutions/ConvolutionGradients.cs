namespace Bellman.Numerics;

/// <summary>
/// The gradient by the inputs of a convolution, for up to eight images at once: the rows of a tile are the same pixel of each. A pixel
/// collects from just those positions whose patches cover it, so that nothing is multiplied by zero and nothing is scattered.
/// </summary>
internal static unsafe class ConvolutionGradients
{
    /// <summary>Channels of the input last.</summary>
    public static void ChannelsLast(
        in ConvolutionPass pass, OffsetTile* tile, float* gradients, float* transposed, float* inputGradient, SimdWidth width)
    {
        ConvolutionShape shape = pass.Shape;
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                float* pixel = inputGradient + ((nint)((y * shape.Width) + x) * shape.PaddedChannels);
                int tap = SetPositions(shape, tile, y, x, out int position);
                for (int row = 0; row < tile->Rows; row++)
                {
                    tile->A[row] = (long)(gradients + ((nint)row * pass.OutputStride) + (position * shape.PaddedFilters));
                    tile->C[row] = (long)(pixel + ((nint)row * pass.InputStride));
                }

                tile->FillRows();
                for (int channel = 0; channel < shape.PaddedChannels; channel += PanelLayout.Width)
                {
                    int panel = SetPanel(shape, tile, channel, tap, transposed);
                    tile->Panel = channel * sizeof(float);
                    OffsetProduct.ComputeDerivative(pass.InputActivation, tile, panel, width);
                }
            }
        }
    }

    /// <summary>
    /// Channels of the input first: each pixel's channels are computed side by side and then put where they belong. Only a network's first
    /// layer sees such inputs, and few ask for its gradient.
    /// </summary>
    public static void ChannelsFirst(
        in ConvolutionPass pass, OffsetTile* tile, float* gradients, float* transposed, float* input, float* inputGradient, SimdWidth width)
    {
        ConvolutionShape shape = pass.Shape;
        float* sums = stackalloc float[OffsetTile.MaxRows * PanelLayout.Width];
        int pixels = shape.Height * shape.Width;
        tile->Panel = 0;
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            int tap = SetPositions(shape, tile, pixel / shape.Width, pixel % shape.Width, out int position);
            for (int row = 0; row < tile->Rows; row++)
            {
                tile->A[row] = (long)(gradients + ((nint)row * pass.OutputStride) + (position * shape.PaddedFilters));
                tile->C[row] = (long)(sums + (row * PanelLayout.Width));
            }

            tile->FillRows();
            for (int first = 0; first < shape.Channels; first += PanelLayout.Width)
            {
                int panel = SetPanel(shape, tile, first, tap, transposed);
                OffsetProduct.Compute<ProductStart.AtZero, ProductFinish.Plain>(tile, panel, width);
                for (int row = 0; row < tile->Rows; row++)
                {
                    for (int channel = first; channel < Math.Min(first + panel, shape.Channels); channel++)
                    {
                        nint at = ((nint)row * pass.InputStride) + ((nint)channel * pixels) + pixel;
                        float sum = sums[(row * PanelLayout.Width) + channel - first];
                        inputGradient[at] = Activations.MultiplyByDerivative(pass.InputActivation, pass.InputSlope, input[at], sum);
                    }
                }
            }
        }
    }

    /// <summary>
    /// The positions <c>o</c> that cover a pixel: <c>o stride &lt;= pixel + padding &lt; o stride + kernel</c> in both directions.
    /// From one to the next the tap of the kernel that lies on the pixel goes back by the stride.
    /// </summary>
    /// <returns>The tap at the first position.</returns>
    private static int SetPositions(ConvolutionShape shape, OffsetTile* tile, int y, int x, out int position)
    {
        tile->Outer = Cover(shape, y, shape.OutputHeight, out int firstRow);
        tile->Inner = Cover(shape, x, shape.OutputWidth, out int firstColumn);
        position = (firstRow * shape.OutputWidth) + firstColumn;
        int tapRow = y + shape.Padding - (firstRow * shape.Stride);
        int tapColumn = x + shape.Padding - (firstColumn * shape.Stride);
        return (tapRow * shape.Kernel) + tapColumn;
    }

    private static int Cover(ConvolutionShape shape, int pixel, int positions, out int first)
    {
        int at = pixel + shape.Padding;
        first = at < shape.Kernel ? 0 : ((at - shape.Kernel) / shape.Stride) + 1;
        int last = Math.Min(at / shape.Stride, positions - 1);
        return Math.Max(0, last - first + 1);
    }

    /// <summary>The panel of channels of the transposed weights, from a tap on.</summary>
    private static int SetPanel(ConvolutionShape shape, OffsetTile* tile, int channel, int tap, float* transposed)
    {
        int panel = PanelLayout.WidthAt(channel, shape.PaddedChannels);
        nint tapLength = (nint)shape.Filters * panel;
        float* weights = transposed + ((nint)channel * shape.Kernel * shape.Kernel * shape.Filters);
        tile->B = (byte*)(weights + (tap * tapLength));
        tile->BStride = panel * sizeof(float);
        tile->InnerB = -shape.Stride * tapLength * sizeof(float);
        tile->OuterB = shape.Kernel * tile->InnerB;
        return panel;
    }
}
