namespace Bellman.Core;

/// <summary>What wrappers ask of the spaces inside, with one wording for what does not suit.</summary>
internal static class WrappedSpace
{
    /// <summary>The observation space, which must be a <see cref="Box"/>.</summary>
    /// <exception cref="ArgumentException">It is another.</exception>
    public static Box Observations(Env inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return inner.ObservationSpace as Box ?? throw new ArgumentException($"The observations have to be a Box, but are {inner.ObservationSpace}.", nameof(inner));
    }

    /// <summary>The action space, which must be a <see cref="Box"/>.</summary>
    /// <exception cref="ArgumentException">It is another.</exception>
    public static Box Actions(Env inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return inner.ActionSpace as Box ?? throw new ArgumentException($"The actions have to be a Box, but are {inner.ActionSpace}.", nameof(inner));
    }

    /// <summary>A value for each number of a space, where one may stand for all.</summary>
    /// <param name="values">One value, or as many as there are numbers.</param>
    /// <param name="size">How many numbers there are.</param>
    /// <param name="parameter">The caller's parameter.</param>
    /// <exception cref="ArgumentException">There are fewer or more.</exception>
    public static T[] ForEach<T>(IReadOnlyList<T> values, int size, string parameter)
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        if (values.Count == size) return [.. values];
        if (values.Count != 1)
            throw new ArgumentException($"{parameter} has {values.Count} values, but there are {size} numbers: give one value for all, or one for each.", parameter);
        var all = new T[size];
        Array.Fill(all, values[0]);
        return all;
    }
}
