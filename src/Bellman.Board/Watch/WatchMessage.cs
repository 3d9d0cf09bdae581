using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Bellman.Core;
using Bellman.Experiments;

namespace Bellman.Board;

/// <summary>
/// Writes what a browser is sent: the length of a JSON text as a 32-bit little-endian number, the text, and the picture as a
/// <see cref="MessageCanvas"/> writes it. Numbers and picture are of the same moment.
/// </summary>
internal sealed class WatchMessage : IDisposable
{
    /// <summary>The page shows no more rows; of pictures with thousands of numbers the rest would be sent fifty times a second for nothing.</summary>
    private const int MostNumbers = 64;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly MessageCanvas _canvas = new(Env.PictureWidth, Env.PictureHeight);
    private readonly Utf8JsonWriter _json;

    public WatchMessage() => _json = new Utf8JsonWriter(_buffer);

    /// <summary>The first message: what the world is.</summary>
    /// <param name="title">The page's heading.</param>
    /// <param name="world">The world.</param>
    /// <param name="keys">How it is played by hand.</param>
    public static byte[] Introduction(string title, WatchedWorld world, PlayKeys keys) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        title,
        environment = world.Env.Spec?.Id ?? world.Env.Unwrapped.GetType().Name,
        agent = world.Agent?.Name,
        width = Env.PictureWidth,
        height = Env.PictureHeight,
        framesPerSecond = world.Env.FramesPerSecond,
        observations = world.Env.ObservationNames,
        actions = world.Env.ActionNames,
        isDiscrete = world.Env.ActionSpace is Discrete,
        firstAction = (world.Env.ActionSpace as Discrete)?.Start ?? 0,
        scores = world.Scores.Length,
        areProbabilities = world.AreProbabilities,
        keys = keys.Actions,
        idle = keys.Idle,
        turns = keys.IsTurnBased,
    });

    /// <summary>What the world is like now.</summary>
    public byte[] State(WatchedWorld world, bool isPlaying)
    {
        _buffer.ResetWrittenCount();
        _buffer.GetSpan(sizeof(int));
        _buffer.Advance(sizeof(int));
        WriteJson(world, isPlaying);
        int length = _buffer.WrittenCount - sizeof(int);
        world.Env.Draw(_canvas);
        _buffer.Write(_canvas.Message.Span);
        byte[] bytes = _buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void WriteJson(WatchedWorld world, bool isPlaying)
    {
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteString("seed", world.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _json.WriteNumber("step", world.Steps);
        Number("return", world.Return);
        Number("reward", world.Last.Reward);
        _json.WriteBoolean("terminated", world.Last.Terminated);
        _json.WriteBoolean("truncated", world.Last.Truncated);
        _json.WriteBoolean("playing", isPlaying);
        Numbers("action", world.Action);
        Numbers("observation", world.Observation[..Math.Min(world.Observation.Length, MostNumbers)]);
        Numbers("scores", world.Scores);
        _json.WriteEndObject();
        _json.Flush();
    }

    private void Numbers(string name, ReadOnlySpan<float> numbers)
    {
        _json.WriteStartArray(name);
        foreach (float number in numbers)
        {
            if (float.IsFinite(number)) _json.WriteNumberValue(number);
            else _json.WriteNullValue();
        }

        _json.WriteEndArray();
    }

    private void Number(string name, double number)
    {
        if (double.IsFinite(number)) _json.WriteNumber(name, number);
        else _json.WriteNull(name);
    }
}
