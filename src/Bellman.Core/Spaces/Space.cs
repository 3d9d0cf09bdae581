using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// A set of observations or actions. Each is a row of <see cref="Size"/> floats: numbers as they are, discrete values as
/// exact integers in floats, composites as their parts one after the other. Spaces are immutable.
/// </summary>
public abstract class Space : IEquatable<Space>
{
    /// <summary>Makes a space of rows with a shape.</summary>
    /// <param name="size">Number of floats of one value; at least 0.</param>
    /// <param name="shape">The shape that those floats have in row-major order; empty for one number.</param>
    private protected Space(int size, ImmutableArray<int> shape)
    {
        Size = size;
        Shape = shape;
    }

    /// <summary>Number of floats of one value.</summary>
    public int Size { get; }

    /// <summary>The shape of a value, whose floats are in row-major order. Empty for a single number and for composites.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>Draws a value at random, as Gymnasium's <c>sample</c> does with the same generator.</summary>
    /// <param name="rng">Where the draws come from.</param>
    /// <param name="destination">Receives <see cref="Size"/> floats; longer spans keep their rest.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rng"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <see cref="Size"/>.</exception>
    public void Sample(Pcg64 rng, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(rng);
        if (destination.Length < Size)
            throw TooShort(nameof(destination), destination.Length);
        OnSample(rng, destination[..Size]);
    }

    /// <summary>Whether a row is a value of this space.</summary>
    /// <param name="value">The row; one of another length is never contained.</param>
    /// <returns>True if so.</returns>
    public bool Contains(ReadOnlySpan<float> value) => value.Length == Size && OnContains(value);

    /// <summary>Makes a sampler that draws what Gymnasium draws after <c>space.seed(seed)</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>The sampler.</returns>
    public SpaceSampler CreateSampler(ulong seed) => new(this, seed);

    /// <summary>Describes the space for a file; <see cref="FromJson"/> reads it.</summary>
    /// <returns>An object with the type of the space and what makes it.</returns>
    public JsonObject ToJson() => SpaceJson.Write(this);

    /// <summary>Makes the space that <see cref="ToJson"/> described.</summary>
    /// <param name="description">The description.</param>
    /// <returns>An equal space.</returns>
    /// <exception cref="FormatException">This is no description of a space.</exception>
    public static Space FromJson(JsonElement description) => SpaceJson.Read(description);

    /// <summary>Whether another space has the same values, laid out in the same way.</summary>
    /// <param name="other">The other space.</param>
    /// <returns>True if so.</returns>
    public abstract bool Equals(Space? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Space);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>Describes the space in Gymnasium's words, such as <c>Discrete(4)</c>.</summary>
    /// <returns>The description.</returns>
    public abstract override string ToString();

    /// <summary>The error of a span that is too short for a value.</summary>
    /// <param name="destination">Name of the caller's parameter.</param>
    /// <param name="length">The length of the span.</param>
    /// <returns>The exception to throw.</returns>
    internal ArgumentException TooShort(string destination, int length) =>
        new($"A value of {this} takes {Size} floats, but there is room for {length}.", destination);

    /// <summary>Draws into exactly <see cref="Size"/> floats.</summary>
    /// <param name="rng">Where the draws come from.</param>
    /// <param name="destination">Receives the value.</param>
    private protected abstract void OnSample(Pcg64 rng, Span<float> destination);

    /// <summary>Whether <see cref="Size"/> floats are a value.</summary>
    /// <param name="value">The floats.</param>
    /// <returns>True if so.</returns>
    private protected abstract bool OnContains(ReadOnlySpan<float> value);

    /// <summary>The shape as Gymnasium prints it: <c>()</c>, <c>(2,)</c>, <c>(2, 3)</c>.</summary>
    private protected string ShapeText => Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";
}
