namespace Bellman.Core;

/// <summary>Several values of one space together, along a new first dimension (Gymnasium's <c>batch_space</c>).</summary>
internal static class SpaceStack
{
    /// <summary>The space of so many values.</summary>
    /// <exception cref="ArgumentException">The space is a composite one.</exception>
    public static Space Of(Space space, int count)
    {
        int[] shape = [count, .. space.Shape];
        return space switch
        {
            Box box => new Box(Repeat(box.Low, count), Repeat(box.High, count), shape, box.Element),
            Discrete discrete => new MultiDiscrete(Repeat([discrete.Count], count), Repeat([discrete.Start], count)),
            MultiDiscrete multi => new MultiDiscrete(Repeat(multi.Counts.AsSpan(), count), Repeat(multi.Starts.AsSpan(), count), shape),
            MultiBinary => new MultiBinary(shape),
            _ => throw new ArgumentException($"Values of {space} can't be stacked: put FlattenObservation inside.", nameof(space)),
        };
    }

    /// <summary>The value of a space that is nearest to zero (Gymnasium's <c>create_zero_array</c>).</summary>
    public static float[] NearestToZero(Space space)
    {
        var zero = new float[space.Size];
        for (int i = 0; i < zero.Length; i++)
        {
            zero[i] = space switch
            {
                Box box => Math.Clamp(0, box.Low[i], box.High[i]),
                Discrete discrete => discrete.Start,
                MultiDiscrete multi => multi.Starts[i],
                _ => 0,
            };
        }

        return zero;
    }

    private static T[] Repeat<T>(ReadOnlySpan<T> values, int count)
    {
        var all = new T[values.Length * count];
        for (int i = 0; i < count; i++) values.CopyTo(all.AsSpan(i * values.Length));
        return all;
    }
}
