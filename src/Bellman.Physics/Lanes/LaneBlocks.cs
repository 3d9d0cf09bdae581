namespace Bellman.Physics;

/// <summary>Numbers of many worlds in blocks of sixteen: each block has some rows of sixteen numbers, one for each world.</summary>
internal sealed unsafe class LaneBlocks
{
    private const int Alignment = 64;

    private readonly float[] _memory;
    private readonly float* _start;
    private readonly int _blockSize;

    /// <summary>Makes memory for so many worlds.</summary>
    public LaneBlocks(int count, int rows)
    {
        int blocks = (count + LaneMath.Width - 1) / LaneMath.Width;
        Capacity = blocks * LaneMath.Width;
        _blockSize = rows * LaneMath.Width;
        _memory = GC.AllocateArray<float>(blocks * _blockSize + Alignment / sizeof(float), pinned: true);
        fixed (float* memory = _memory)
        {
            _start = (float*)(((nint)memory + Alignment - 1) & ~(nint)(Alignment - 1));
        }
    }

    /// <summary>The number of worlds that full blocks hold.</summary>
    public int Capacity { get; }

    /// <summary>The block of a world.</summary>
    public float* BlockOf(int lane) => _start + lane / LaneMath.Width * _blockSize;

    /// <summary>The column of a world: its numbers are <see cref="LaneMath.Width"/> apart.</summary>
    public float* ColumnOf(int lane) => BlockOf(lane) + lane % LaneMath.Width;

    /// <summary>A world's number in a row, as bits.</summary>
    public int Bits(int lane, int row) => BitConverter.SingleToInt32Bits(ColumnOf(lane)[row * LaneMath.Width]);

    /// <summary>Copies the first rows of a world.</summary>
    public void CopyLane(int lane, LaneBlocks other, int otherLane, int rows)
    {
        float* from = ColumnOf(lane);
        float* to = other.ColumnOf(otherLane);
        for (int row = 0; row < rows; row++)
        {
            to[row * LaneMath.Width] = from[row * LaneMath.Width];
        }
    }

    /// <summary>Fills the last block up with copies of its first world, so that no lane has numbers without sense.</summary>
    public void FillUp(int count)
    {
        int first = count / LaneMath.Width * LaneMath.Width;
        if (first == count)
        {
            return;
        }
        for (int lane = count; lane < first + LaneMath.Width; lane++)
        {
            CopyLane(first, this, lane, _blockSize / LaneMath.Width);
        }
    }
}
