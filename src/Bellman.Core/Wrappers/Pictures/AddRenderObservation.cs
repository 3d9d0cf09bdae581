namespace Bellman.Core;

/// <summary>
/// Shows the agent the picture of the world, in place of the observation or beside it (Gymnasium's <c>AddRenderObservation</c>): bytes of red, green and blue, row by row from the top. The picture is drawn
/// in the size that is asked for, which is quicker than to make a large one smaller.
/// </summary>
public sealed class AddRenderObservation : ObservationWrapper
{
    private const int Channels = 3;

    private readonly RgbCanvas _canvas;
    private readonly (Range From, Range To)[] _kept;
    private readonly Range _picture;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="renderOnly">Whether the picture takes the place of the observation; otherwise both are parts of a <see cref="DictSpace"/>. Default: yes.</param>
    /// <param name="renderKey">The picture's name beside the observation. Default: <c>pixels</c>.</param>
    /// <param name="obsKey">The observation's name beside the picture, where it is not a <see cref="DictSpace"/> itself, to whose parts the picture then comes. Default: <c>state</c>.</param>
    /// <param name="width">The picture's width in pixels, 1 to 4096. Default: 600.</param>
    /// <param name="height">The picture's height in pixels, 1 to 4096; what a picture of 600 by 400 leaves free of another shape, above and below or at the sides, stays as the world clears it. Default: 400.</param>
    /// <exception cref="ArgumentException">A name is empty or is that of a part that there is already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public AddRenderObservation(
        Env inner, bool renderOnly = true, string renderKey = "pixels", string obsKey = "state", int width = Env.PictureWidth, int height = Env.PictureHeight)
        : base(inner, Space(inner, renderOnly, renderKey, obsKey, width, height))
    {
        _canvas = new RgbCanvas(width, height);
        (_kept, _picture) = ObservationSpace is DictSpace parts && !renderOnly ? (Kept(inner, parts, obsKey), parts.RangeOf(renderKey)) : ([], ..);
    }

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation)
    {
        foreach ((Range from, Range to) in _kept) inner[from].CopyTo(observation[to]);
        Inner.Draw(_canvas);
        Span<float> picture = observation[_picture];
        ReadOnlySpan<uint> pixels = _canvas.Pixels;
        for (int i = 0, at = 0; i < pixels.Length; i++, at += Channels)
        {
            uint pixel = pixels[i];
            picture[at] = (byte)pixel;
            picture[at + 1] = (byte)(pixel >> 8);
            picture[at + 2] = (byte)(pixel >> 16);
        }
    }

    private static Space Space(Env inner, bool renderOnly, string renderKey, string obsKey, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(inner);
        RequireSize(width, nameof(width));
        RequireSize(height, nameof(height));
        var picture = new Box(0, 255, [height, width, Channels], ElementType.Byte);
        if (renderOnly) return picture;
        ArgumentException.ThrowIfNullOrEmpty(renderKey);
        if (inner.ObservationSpace is not DictSpace parts)
        {
            ArgumentException.ThrowIfNullOrEmpty(obsKey);
            if (renderKey == obsKey) throw new ArgumentException($"The picture and the observation are both called '{obsKey}'.", nameof(renderKey));
            return Sorted([(obsKey, inner.ObservationSpace), (renderKey, picture)]);
        }

        return parts.Names.Contains(renderKey)
            ? throw new ArgumentException($"The observation has a part '{renderKey}' already: give the picture another name.", nameof(renderKey))
            : Sorted([.. parts.Names.Select(name => (name, parts[name])), (renderKey, picture)]);
    }

    /// <summary>In the order of the names, as Gymnasium puts the parts of a plain dictionary.</summary>
    private static DictSpace Sorted((string Name, Space Space)[] parts) => new([.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)]);

    private static (Range From, Range To)[] Kept(Env inner, DictSpace parts, string obsKey) =>
        inner.ObservationSpace is DictSpace own ? [.. own.Names.Select(name => (own.RangeOf(name), parts.RangeOf(name)))] : [(.., parts.RangeOf(obsKey))];

    private static void RequireSize(int size, string parameter)
    {
        if (size is < 1 or > 4096) throw new ArgumentOutOfRangeException(parameter, size, $"The {parameter} must be from 1 to 4096 pixels, but is {size}.");
    }
}
