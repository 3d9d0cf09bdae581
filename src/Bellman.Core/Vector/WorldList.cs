using System.Collections;

namespace Bellman.Core;

/// <summary>The worlds of a vector as a list that stays true: each look at one brings it up to date.</summary>
/// <param name="count">How many there are.</param>
/// <param name="at">Finds one, up to date, by its number.</param>
internal sealed class WorldList(int count, Func<int, Env> at) : IReadOnlyList<Env>
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public Env this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return at(index);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Env> GetEnumerator()
    {
        for (int i = 0; i < count; i++) yield return at(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
