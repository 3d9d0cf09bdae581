using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Bellman.Core;

/// <summary>
/// Writes what is drawn as a compact binary message for a canvas elsewhere, a browser's above all: <see cref="Script"/> draws it there. A picture of the
/// lander takes about two kilobytes.
/// </summary>
/// <remarks>
/// Little-endian: the byte 1 (the version), width and height as 16-bit numbers, then commands. A command is its number (a byte), red, green, blue and alpha
/// (a byte each), and what the table says; points, lengths and sizes are 16-bit numbers of sixteenths of a unit.
/// <para>
/// 1 background: nothing more. 2 filled polygon: count, points. 3 open line, 4 closed line: width, count, points. 5 filled circle: centre, radius.
/// 6 circle's line: centre, radius, width. 7 text: point, size, angle (ten-thousandths of a radian), alignment (a byte), count of bytes, UTF-8.
/// </para>
/// </remarks>
public sealed class MessageCanvas : TransformingCanvas
{
    private const float UnitsPerStep = 16;
    private const int HeaderLength = 5;
    private const double AngleSteps = 10_000;
    private static readonly Lazy<string> ScriptText = new(ReadScript);
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>Makes an empty message.</summary>
    /// <param name="width">The picture's width in its own units, up to 2047. Default: 600.</param>
    /// <param name="height">The picture's height in its own units, up to 2047. Default: 400.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public MessageCanvas(int width = 600, int height = 400)
        : base(width, height)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(width, 2048);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(height, 2048);
        _bytes[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(1), (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(3), (ushort)height);
        _length = HeaderLength;
    }

    /// <summary>JavaScript that defines <c>drawMessage(context, arrayBuffer)</c>, which draws a message on a canvas's 2D context, over its full size.</summary>
    public static string Script => ScriptText.Value;

    /// <summary>The picture so far, since the last <see cref="Clear"/>. Valid until something is drawn.</summary>
    public ReadOnlyMemory<byte> Message => _bytes.AsMemory(0, _length);

    /// <inheritdoc/>
    public override void Clear(Rgba color)
    {
        _length = HeaderLength;
        Begin(1, color with { Alpha = 255 });
    }

    /// <inheritdoc/>
    protected override void OnFill(ReadOnlySpan<Vector2> points, Rgba color)
    {
        Begin(2, color);
        Points(points);
    }

    /// <inheritdoc/>
    protected override void OnStroke(ReadOnlySpan<Vector2> points, bool closed, float width, Rgba color)
    {
        Begin(closed ? (byte)4 : (byte)3, color);
        Number(width);
        Points(points);
    }

    /// <inheritdoc/>
    protected override void OnFillCircle(Vector2 center, float radius, Rgba color)
    {
        Begin(5, color);
        Point(center);
        Number(radius);
    }

    /// <inheritdoc/>
    protected override void OnStrokeCircle(Vector2 center, float radius, float width, Rgba color)
    {
        Begin(6, color);
        Point(center);
        Number(radius);
        Number(width);
    }

    /// <inheritdoc/>
    protected override void OnText(ReadOnlySpan<char> text, in Affine place, float size, Rgba color, TextAlign align)
    {
        Begin(7, color);
        Point(new Vector2((float)place.DX, (float)place.DY));
        Number((float)(size * place.Magnification));
        Write((short)Math.Round(Math.Atan2(place.YX, place.XX) * AngleSteps));
        Reserve(1 + Encoding.UTF8.GetMaxByteCount(text.Length) + sizeof(ushort));
        _bytes[_length++] = (byte)align;
        int count = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length + sizeof(ushort)));
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_length), checked((ushort)count));
        _length += sizeof(ushort) + count;
    }

    private static string ReadScript()
    {
        using Stream stream = typeof(MessageCanvas).Assembly.GetManifestResourceStream("message-canvas.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Begin(byte command, Rgba color)
    {
        Reserve(5);
        _bytes[_length++] = command;
        _bytes[_length++] = color.Red;
        _bytes[_length++] = color.Green;
        _bytes[_length++] = color.Blue;
        _bytes[_length++] = color.Alpha;
    }

    private void Points(ReadOnlySpan<Vector2> points)
    {
        if (points.Length > ushort.MaxValue) points = points[..ushort.MaxValue];
        Write((short)(ushort)points.Length);
        foreach (Vector2 point in points) Point(point);
    }

    private void Point(Vector2 point)
    {
        Number(point.X);
        Number(point.Y);
    }

    private void Number(float value) => Write((short)Math.Clamp(MathF.Round(value * UnitsPerStep), short.MinValue, short.MaxValue));

    private void Write(short value)
    {
        Reserve(sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(short);
    }

    private void Reserve(int count)
    {
        if (_length + count > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_length + count, 2 * _bytes.Length));
    }
}
