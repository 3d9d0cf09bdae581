using System.Collections.Immutable;

namespace Bellman.Core;

/// <summary>
/// Hides velocities: the numbers stay, but are zero (the <c>MaskVelocityWrapper</c> of RL Zoo). One observation then no longer tells the state,
/// and an agent needs a memory, recurrent or of stacked frames.
/// </summary>
public sealed class MaskVelocity : InPlaceObservationWrapper
{
    /// <summary>Which numbers are velocities, by id without its version.</summary>
    private static readonly Dictionary<string, int[]> Velocities = new(StringComparer.Ordinal)
    {
        ["CartPole"] = [1, 3],
        ["MountainCar"] = [1],
        ["MountainCarContinuous"] = [1],
        ["Pendulum"] = [2],
        ["Acrobot"] = [4, 5],
        ["LunarLander"] = [2, 3, 5],
        ["LunarLanderContinuous"] = [2, 3, 5],
        ["BipedalWalker"] = [1, 2, 3, 5, 7, 10, 12],
        ["BipedalWalkerHardcore"] = [1, 2, 3, 5, 7, 10, 12],
    };

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/>.</param>
    /// <param name="indices">The numbers to hide, counted from 0; null for those that are known to be velocities by the environment's id.</param>
    /// <exception cref="ArgumentException">The observations are something else, an index is out of range, 0 is no value there, or the id is not known.</exception>
    public MaskVelocity(Env inner, IReadOnlyList<int>? indices = null)
        : base(inner)
    {
        Box box = WrappedSpace.Observations(inner);
        Indices = [.. indices ?? Known(inner)];
        foreach (int index in Indices)
        {
            if (index < 0 || index >= box.Size)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"indices must be from 0 to {box.Size - 1}, but one is {index}.");
            if (box.Low[index] > 0 || box.High[index] < 0)
                throw new ArgumentException($"indices holds {index}, whose bounds {box.Low[index]} and {box.High[index]} leave out 0.", nameof(indices));
        }
    }

    /// <summary>The numbers that are hidden.</summary>
    public ImmutableArray<int> Indices { get; }

    /// <inheritdoc/>
    protected override void Change(Span<float> observation)
    {
        foreach (int index in Indices) observation[index] = 0;
    }

    private static int[] Known(Env inner)
    {
        string id = inner.Spec?.Id ?? "";
        return Velocities.GetValueOrDefault(id.Split("-v")[0])
            ?? throw new ArgumentException($"Which numbers are velocities is not known of {inner}: give indices, for instance MaskVelocity:[1,3].");
    }
}
