using System.Runtime.Intrinsics;
using static Bellman.Physics.ForkField;

namespace Bellman.Physics;

/// <summary>
/// The velocity iterations of many forks, sixteen to a block. After a few iterations most forks go round in a cycle of one
/// or two (<see cref="ForkCycle"/>): what is left of theirs is only added up. The others are packed together and iterated
/// to the end, several blocks in turn, so that one block's operations fill the time in which another's wait for each other.
/// </summary>
internal sealed unsafe class ForkVelocities
{
    // By then most cycles have begun; of those that have not, few ever do.
    private const int FirstIterations = 10;

    /// <summary>How many blocks take turns; more no longer fit into the processor's nearest memory.</summary>
    private const int BlocksAtOnce = 4;

    private readonly LaneBlocks _packed;
    private readonly int[] _left;
    private readonly int[] _source;

    /// <summary>Makes memory for so many forks.</summary>
    public ForkVelocities(int capacity)
    {
        _packed = new LaneBlocks(capacity, VelocityRows);
        _left = new int[capacity];
        _source = new int[_packed.Capacity];
    }

    /// <summary>Runs the iterations of the first forks of some blocks.</summary>
    public void Solve(LaneBlocks blocks, int count, in ForkNumbers numbers, int iterations)
    {
        int first = FirstIterations + (iterations & 1);
        int left = 0;
        for (int start = 0; start < count; start += LaneMath.Width)
        {
            float* block = blocks.BlockOf(start);
            int lanes = Math.Min(LaneMath.Width, count - start);
            uint done = 0;
            if (iterations >= first + 2)
            {
                done = SolveCycle(block, numbers, first, (iterations - first - 2) / 2);
            }
            for (int i = 0; i < lanes; i++)
            {
                if ((done >> i & 1) == 0)
                {
                    _left[left++] = start + i;
                }
            }
        }
        int rest = iterations >= first + 2 ? iterations - first - 2 : iterations;
        if (left > 0 && rest > 0)
        {
            SolveRest(blocks, left, numbers, rest);
        }
    }

    /// <summary>Makes the first iterations, and all others of those forks whose cycle has begun.</summary>
    /// <returns>One bit for each of the sixteen that is done.</returns>
    private static uint SolveCycle(float* block, in ForkNumbers numbers, int first, int cycles)
    {
        for (int i = 0; i < first; i++)
        {
            ForkIteration.Mixed(block, numbers, null);
        }
        for (int row = 0; row < 9; row++)
        {
            Copy(block, row, Seen + row);
        }
        Copy(block, Joint(0) + Motor, Seen + 9);
        Copy(block, Joint(1) + Motor, Seen + 10);

        Vector512<float> letGo = default;
        for (int i = 0; i < 2; i++)
        {
            ForkIteration.Mixed(block, numbers, block + (Changes + i * ChangeRows) * LaneMath.Width);
            letGo |= HasLetGo(block, 0) | HasLetGo(block, 1);
        }
        Vector512<int> same = ~letGo.AsInt32();
        for (int row = 0; row < 9; row++)
        {
            same &= Same(block, row, Seen + row);
        }
        same &= Same(block, Joint(0) + Motor, Seen + 9) & Same(block, Joint(1) + Motor, Seen + 10);
        return same == Vector512<int>.Zero ? 0 : AddUp(block, same, cycles);
    }

    /// <summary>Adds up what each cycle adds to the impulses, but for forks whose limits would let go on the way.</summary>
    private static uint AddUp(float* block, Vector512<int> same, int cycles)
    {
        Vector512<float> upper1 = Row(block, Joint(0) + Upper);
        Vector512<float> upper2 = Row(block, Joint(1) + Upper);
        Vector512<float> pin1X = Row(block, Joint(0) + PinX);
        Vector512<float> pin1Y = Row(block, Joint(0) + PinY);
        Vector512<float> limit1 = Row(block, Joint(0) + Limit);
        Vector512<float> pin2X = Row(block, Joint(1) + PinX);
        Vector512<float> pin2Y = Row(block, Joint(1) + PinY);
        Vector512<float> limit2 = Row(block, Joint(1) + Limit);
        Vector512<float> pulls = default;
        for (int i = 0; i < 2 * cycles; i++)
        {
            float* changes = block + (Changes + (i & 1) * ChangeRows) * LaneMath.Width;
            pin1X += Row(changes, 0);
            pin1Y += Row(changes, 1);
            limit1 += Row(changes, 2);
            pin2X += Row(changes, 3);
            pin2Y += Row(changes, 4);
            limit2 += Row(changes, 5);
            pulls |= Vector512.LessThan(limit1 ^ upper1, Vector512<float>.Zero) | Vector512.LessThan(limit2 ^ upper2, Vector512<float>.Zero);
        }
        Vector512<float> done = (same & ~pulls.AsInt32()).AsSingle();
        StoreWhere(done, pin1X, block, Joint(0) + PinX);
        StoreWhere(done, pin1Y, block, Joint(0) + PinY);
        StoreWhere(done, limit1, block, Joint(0) + Limit);
        StoreWhere(done, pin2X, block, Joint(1) + PinX);
        StoreWhere(done, pin2Y, block, Joint(1) + PinY);
        StoreWhere(done, limit2, block, Joint(1) + Limit);
        return (uint)Vector512.ExtractMostSignificantBits(done);
    }

    /// <summary>Iterates the forks in <see cref="_left"/> to the end, packed by whether their joints are at limits.</summary>
    private void SolveRest(LaneBlocks blocks, int left, in ForkNumbers numbers, int iterations)
    {
        Span<int> kinds = stackalloc int[3];
        for (int i = 0; i < left; i++)
        {
            kinds[KindOf(blocks, _left[i])]++;
        }
        Span<int> next = [0, kinds[0], kinds[0] + kinds[1]];
        for (int i = 0; i < left; i++)
        {
            _source[next[KindOf(blocks, _left[i])]++] = _left[i];
        }
        for (int lane = 0; lane < left; lane++)
        {
            blocks.CopyLane(_source[lane], _packed, lane, VelocityRows);
        }
        _packed.FillUp(left);
        for (int start = 0; start < left; start += BlocksAtOnce * LaneMath.Width)
        {
            SolveBlocks(start, left, kinds, numbers, iterations);
        }
        for (int lane = 0; lane < left; lane++)
        {
            _packed.CopyLane(lane, blocks, _source[lane], VelocityRows);
        }
    }

    private void SolveBlocks(int start, int left, ReadOnlySpan<int> kinds, in ForkNumbers numbers, int iterations)
    {
        int end = Math.Min(left, start + BlocksAtOnce * LaneMath.Width);
        Span<int> forms = stackalloc int[BlocksAtOnce];
        for (int lane = start, i = 0; lane < end; lane += LaneMath.Width, i++)
        {
            int last = Math.Min(lane + LaneMath.Width, left);
            forms[i] = last <= kinds[0] ? 0 : lane >= kinds[0] + kinds[1] ? 2 : 1;
        }
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            for (int lane = start, i = 0; lane < end; lane += LaneMath.Width, i++)
            {
                float* block = _packed.BlockOf(lane);
                switch (forms[i])
                {
                    case 0:
                        ForkIteration.AllLimited(block, numbers);
                        break;
                    case 1:
                        ForkIteration.Mixed(block, numbers, null);
                        break;
                    default:
                        ForkIteration.AllFree(block, numbers);
                        break;
                }
            }
        }
    }

    /// <summary>0 where both joints are at a limit, 1 where one is, 2 where none is.</summary>
    private static int KindOf(LaneBlocks blocks, int lane) =>
        2 + (int)blocks.Bits(lane, Joint(0) + AtLimit) + (int)blocks.Bits(lane, Joint(1) + AtLimit);

    private static Vector512<float> HasLetGo(float* block, int joint) =>
        Row(block, Joint(joint) + AtLimit) & Vector512.Equals(Row(block, Joint(joint) + Limit), Vector512<float>.Zero);

    private static Vector512<float> Row(float* block, int row) => Vector512.Load(block + row * LaneMath.Width);

    private static Vector512<int> Same(float* block, int first, int second) =>
        Vector512.Equals(Row(block, first).AsInt32(), Row(block, second).AsInt32());

    private static void Copy(float* block, int from, int to) => Row(block, from).Store(block + to * LaneMath.Width);

    private static void StoreWhere(Vector512<float> mask, Vector512<float> value, float* block, int row) =>
        Vector512.ConditionalSelect(mask, value, Row(block, row)).Store(block + row * LaneMath.Width);
}
