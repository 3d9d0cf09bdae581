namespace Bellman.Numerics;

/// <summary>Where the pixels of a window lie, counted row by row.</summary>
internal readonly struct PoolWindow(PoolShape shape)
{
    private readonly int _kernel = shape.Kernel;
    private readonly int _rowStride = shape.RowStride;
    private readonly int _pixelStride = shape.PixelStride;

    public int Taps => _kernel * _kernel;

    public int Offset(int tap) => (tap / _kernel * _rowStride) + (tap % _kernel * _pixelStride);
}
