using System.Collections.Immutable;

namespace Bellman.Core;

/// <summary>Several spaces with names, in the order in which they are given (Gymnasium's <c>Dict</c>).</summary>
public sealed class DictSpace : CompositeSpace
{
    /// <summary>
    /// Puts named spaces one after the other. Gymnasium sorts the names of a plain dictionary: give them in that order for
    /// the same draws and the same flat rows.
    /// </summary>
    /// <param name="parts">Names and spaces.</param>
    /// <exception cref="ArgumentException">A space is null, or a name is empty or comes twice.</exception>
    public DictSpace(params ReadOnlySpan<(string Name, Space Space)> parts)
        : this(parts.ToArray())
    {
    }

    private DictSpace((string Name, Space Space)[] parts)
        : base(Check(parts.Select(part => part.Space), nameof(parts)))
    {
        foreach ((string name, _) in parts)
            ArgumentException.ThrowIfNullOrEmpty(name, nameof(parts));
        Names = [.. parts.Select(part => part.Name)];
        if (Names.Distinct(StringComparer.Ordinal).Count() != Names.Length)
            throw new ArgumentException($"A name comes twice among {string.Join(", ", Names)}.", nameof(parts));
    }

    /// <summary>The names, in the order of the values in a row.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The space of a name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>Its space.</returns>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public Space this[string name] => Parts[IndexOf(name)];

    /// <summary>Where the value of a name lies in a row: <c>row[space.RangeOf("goal")]</c>.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>The range.</returns>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public Range RangeOf(string name) => Ranges[IndexOf(name)];

    /// <inheritdoc/>
    public override bool Equals(Space? other) => other is DictSpace dict
        && Names.SequenceEqual(dict.Names, StringComparer.Ordinal) && Parts.SequenceEqual(dict.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"Dict({string.Join(", ", Names.Zip(Parts, (name, part) => $"'{name}': {part}"))})";

    private int IndexOf(string name)
    {
        int index = Names.IndexOf(name);
        return index >= 0 ? index : throw new KeyNotFoundException($"There is no part named {name} among {string.Join(", ", Names)}.");
    }
}
