using System.Text.Json;

namespace Bellman.Board;

/// <summary>What a browser asks of the world that it watches.</summary>
internal sealed record WatchRequest
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary><c>play</c>, <c>pause</c>, <c>step</c>, <c>reset</c>, <c>speed</c>, <c>player</c> or <c>keys</c>.</summary>
    public string Do { get; init; } = "";

    /// <summary>For <c>reset</c>: the seed; none for the one after the last.</summary>
    public ulong? Seed { get; init; }

    /// <summary>For <c>speed</c>: times the world's own, from 0.05 to 100.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>For <c>player</c>: whether the spectator plays.</summary>
    public bool ByHand { get; init; }

    /// <summary>For <c>keys</c>: the action of the pressed key; none where no key is pressed.</summary>
    public float[]? Action { get; init; }

    /// <summary>Reads one.</summary>
    /// <returns>The command, or <see langword="null"/> for what is none.</returns>
    public static WatchRequest? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize<WatchRequest>(text, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
