namespace Bellman.Core;

/// <summary>
/// Shows images in another size (Gymnasium's <c>ResizeObservation</c>). A new pixel is the mean of the old ones over the area that it covers, each weighted by how
/// much of it is covered, which is what OpenCV's <c>INTER_AREA</c> does when it shrinks images. Whole numbers are rounded to the nearest.
/// </summary>
public sealed class ResizeObservation : ObservationWrapper
{
    private readonly ImageShape _from;
    private readonly ImageShape _to;
    private readonly AreaWeights _rows;
    private readonly AreaWeights _columns;
    private readonly float[] _row;
    private readonly bool _whole;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/> of (rows, columns) or (rows, columns, channels), all with the same bounds.</param>
    /// <param name="shape">The new number of rows and of columns, at least 1 each.</param>
    /// <exception cref="ArgumentException">The observations are something else, or <paramref name="shape"/> is not of two lengths.</exception>
    public ResizeObservation(Env inner, IReadOnlyList<int> shape)
        : base(inner, Resized(inner, shape))
    {
        _from = ImageShape.Of(inner);
        _to = _from with { Height = shape[0], Width = shape[1] };
        _rows = new AreaWeights(_from.Height, _to.Height);
        _columns = new AreaWeights(_from.Width, _to.Width);
        _row = new float[_from.Width * _from.Channels];
        _whole = ((Box)ObservationSpace).Element.IsInteger();
    }

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation)
    {
        int length = _to.Width * _to.Channels;
        for (int y = 0; y < _to.Height; y++)
        {
            MixRows(inner, y);
            MixColumns(observation.Slice(y * length, length));
        }
    }

    private void MixRows(ReadOnlySpan<float> image, int y)
    {
        ReadOnlySpan<float> weights = _rows.Of(y);
        Span<float> mixed = _row;
        mixed.Clear();
        for (int k = 0; k < weights.Length; k++)
        {
            ReadOnlySpan<float> row = image.Slice((_rows.First(y) + k) * mixed.Length, mixed.Length);
            for (int i = 0; i < mixed.Length; i++) mixed[i] += weights[k] * row[i];
        }
    }

    private void MixColumns(Span<float> row)
    {
        int channels = _to.Channels;
        for (int x = 0; x < _to.Width; x++)
        {
            ReadOnlySpan<float> weights = _columns.Of(x);
            for (int channel = 0; channel < channels; channel++)
            {
                int at = (_columns.First(x) * channels) + channel;
                float sum = 0;
                for (int k = 0; k < weights.Length; k++) sum += weights[k] * _row[at + (k * channels)];
                row[(x * channels) + channel] = Within(_whole ? MathF.Round(sum) : sum);
            }
        }
    }

    /// <summary>Weights sum up to 1 within rounding, which must not lead out of the bounds.</summary>
    private float Within(float value)
    {
        var box = (Box)ObservationSpace;
        return Math.Clamp(value, box.Low[0], box.High[0]);
    }

    private static Box Resized(Env inner, IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ImageShape from = ImageShape.Of(inner);
        if (shape is not [> 0, > 0])
            throw new ArgumentException($"shape must be two lengths of at least 1, rows and columns, but is [{string.Join(", ", shape)}].", nameof(shape));
        var box = (Box)inner.ObservationSpace;
        if (box.Low.ContainsAnyExcept(box.Low[0]) || box.High.ContainsAnyExcept(box.High[0]))
            throw new ArgumentException($"All pixels must have the same bounds, but the observations are {box}.", nameof(inner));
        return new Box(box.Low[0], box.High[0], box.Shape.Length == 2 ? [shape[0], shape[1]] : [shape[0], shape[1], from.Channels], box.Element);
    }
}
