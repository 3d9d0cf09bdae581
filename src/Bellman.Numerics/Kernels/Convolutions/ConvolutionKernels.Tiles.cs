namespace Bellman.Numerics;

/// <summary>What the three products of a convolution are made of, in tiles that threads can divide among them.</summary>
public static unsafe partial class ConvolutionKernels
{
    private interface ITileWork
    {
        /// <summary>Does some tiles.</summary>
        void Do(int firstTile, int endTile);
    }

    /// <summary>Outputs; the rows of a tile are positions, counted through all images.</summary>
    private struct ForwardWork : ITileWork
    {
        public ConvolutionPass Pass;
        public float* Input;
        public float* Weights;
        public float* Bias;
        public float* Output;
        public nint* Positions;
        public nint* Patch;
        public SimdWidth Width;

        public readonly void Do(int firstTile, int endTile)
        {
            ConvolutionShape shape = Pass.Shape;
            var tile = new OffsetTile { Offsets = Patch, Depth = shape.PatchLength, Outer = 1, Inner = 1, Bias = Bias, Slope = Pass.Slope };
            int end = Math.Min(endTile * OffsetTile.MaxRows, Pass.Images * shape.Positions);
            for (int first = firstTile * OffsetTile.MaxRows; first < end; first += OffsetTile.MaxRows)
            {
                tile.Rows = Math.Min(OffsetTile.MaxRows, end - first);
                SetPositions(&tile, first);
                for (int filter = 0; filter < shape.PaddedFilters; filter += PanelLayout.Width)
                {
                    int panel = PanelLayout.WidthAt(filter, shape.PaddedFilters);
                    tile.Panel = filter * sizeof(float);
                    tile.B = (byte*)(Weights + ((nint)filter * shape.PatchLength));
                    tile.BStride = panel * sizeof(float);
                    ComputeActivation(Pass.Activation, &tile, panel, Width);
                }
            }
        }

        private readonly void SetPositions(OffsetTile* tile, int first)
        {
            ConvolutionShape shape = Pass.Shape;
            int image = first / shape.Positions;
            int position = first - (image * shape.Positions);
            for (int row = 0; row < tile->Rows; row++)
            {
                tile->A[row] = (long)(Input + ((nint)image * Pass.InputStride)) + Positions[position];
                tile->C[row] = (long)(Output + ((nint)image * Pass.OutputStride) + (position * shape.PaddedFilters));
                if (++position == shape.Positions)
                {
                    position = 0;
                    image++;
                }
            }

            tile->FillRows();
        }
    }

    /// <summary>
    /// Gradients by weights; the rows of a tile are elements of the patch, its depth all positions of some images. Those that are next are asked for meanwhile: tiles jump about in an image, which the
    /// processor does not foresee. Whoever does the first tile sums up the gradients by biases too.
    /// </summary>
    private struct WeightWork : ITileWork
    {
        public ConvolutionPass Pass;
        public float* Input;
        public float* OutputGradient;
        public float* WeightGradient;
        public float* BiasGradient;
        public bool Accumulate;
        public SimdWidth Width;

        public readonly void Do(int firstTile, int endTile)
        {
            ConvolutionShape shape = Pass.Shape;
            int atOnce = Math.Max(1, PositionsAtOnce / shape.Positions);
            int firstRow = firstTile * OffsetTile.MaxRows, endRow = Math.Min(endTile * OffsetTile.MaxRows, shape.PatchLength);
            int shares = (endTile - firstTile) * ((shape.PaddedFilters + PanelLayout.Width - 1) / PanelLayout.Width);
            for (int first = 0; first < Pass.Images; first += atOnce)
            {
                int images = Math.Min(atOnce, Pass.Images - first);
                int next = Math.Min(atOnce, Pass.Images - first - images);
                float* x = Input + ((nint)first * Pass.InputStride);
                float* g = OutputGradient + ((nint)first * Pass.OutputStride);
                var nextImages = new Prefetch(x + ((nint)images * Pass.InputStride), (nint)next * Pass.InputStride, shares);
                var nextGradients = new Prefetch(g + ((nint)images * Pass.OutputStride), (nint)next * Pass.OutputStride, shares);
                Add(images, x, g, firstRow, endRow, Accumulate || first > 0, ref nextImages, ref nextGradients);
                for (int image = 0; firstRow == 0 && image < images; image++)
                    SumPositions(shape, g + ((nint)image * Pass.OutputStride), BiasGradient, Accumulate || first + image > 0, Width);
            }
        }

        private readonly void Add(
            int images, float* x, float* g, int firstRow, int endRow, bool accumulate, ref Prefetch nextImages, ref Prefetch nextGradients)
        {
            ConvolutionShape shape = Pass.Shape;
            fixed (nint* positions = shape.PositionOffsets, patch = shape.PatchOffsets)
            {
                var tile = new OffsetTile
                {
                    Offsets = positions,
                    Depth = shape.Positions,
                    BStride = shape.PaddedFilters * sizeof(float),
                    Outer = images,
                    OuterA = Pass.InputStride * sizeof(float),
                    OuterB = Pass.OutputStride * sizeof(float),
                    Inner = 1,
                };
                for (int filter = 0; filter < shape.PaddedFilters; filter += PanelLayout.Width)
                {
                    int panel = PanelLayout.WidthAt(filter, shape.PaddedFilters);
                    float* weights = WeightGradient + ((nint)filter * shape.PatchLength);
                    tile.B = (byte*)(g + filter);
                    for (int first = firstRow; first < endRow; first += OffsetTile.MaxRows)
                    {
                        tile.Rows = Math.Min(OffsetTile.MaxRows, endRow - first);
                        for (int row = 0; row < tile.Rows; row++)
                        {
                            tile.A[row] = (long)x + patch[first + row];
                            tile.C[row] = (long)(weights + ((nint)(first + row) * panel));
                        }

                        tile.FillRows();
                        nextImages.Next();
                        nextGradients.Next();
                        if (accumulate) OffsetProduct.Compute<ProductStart.AtPresent, ProductFinish.Plain>(&tile, panel, Width);
                        else OffsetProduct.Compute<ProductStart.AtZero, ProductFinish.Plain>(&tile, panel, Width);
                    }
                }
            }
        }
    }

    /// <summary>Gradients by inputs; the rows of a tile are the same pixel of several images.</summary>
    private struct InputWork : ITileWork
    {
        public ConvolutionPass Pass;
        public float* OutputGradient;
        public float* Transposed;
        public float* Input;
        public float* InputGradient;
        public nint* Filters;
        public SimdWidth Width;

        public readonly void Do(int firstTile, int endTile)
        {
            ConvolutionShape shape = Pass.Shape;
            var tile = new OffsetTile
            {
                Offsets = Filters,
                Depth = shape.Filters,
                OuterA = shape.OutputWidth * shape.PaddedFilters * sizeof(float),
                InnerA = shape.PaddedFilters * sizeof(float),
                FactorOffset = (nint)((byte*)Input - (byte*)InputGradient),
                Slope = Pass.InputSlope,
            };
            int end = Math.Min(endTile * OffsetTile.MaxRows, Pass.Images);
            for (int first = firstTile * OffsetTile.MaxRows; first < end; first += OffsetTile.MaxRows)
            {
                tile.Rows = Math.Min(OffsetTile.MaxRows, end - first);
                float* gradients = OutputGradient + ((nint)first * Pass.OutputStride);
                nint image = (nint)first * Pass.InputStride;
                if (shape.ChannelsLast)
                {
                    ConvolutionGradients.ChannelsLast(Pass, &tile, gradients, Transposed, InputGradient + image, Width);
                }
                else
                {
                    ConvolutionGradients.ChannelsFirst(Pass, &tile, gradients, Transposed, Input + image, InputGradient + image, Width);
                }
            }
        }
    }

    private struct SharedTiles<TWork> : IKernelWork
        where TWork : struct, ITileWork
    {
        public TWork Work;
        public int Tiles;

        public readonly void Do(KernelShare share) => Work.Do(share.First(Tiles), share.End(Tiles));
    }
}
