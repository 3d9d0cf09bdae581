using System.Text.Json;

namespace Bellman.Parity.Tests;

/// <summary>A reset, or a step with its action and what it gave.</summary>
/// <param name="Action">The action; null for a reset.</param>
/// <param name="Observation">The observation that followed.</param>
/// <param name="Reward">The reward in double precision, as it was computed.</param>
/// <param name="Terminated">Whether the world ended the episode.</param>
/// <param name="Truncated">Whether the time limit did.</param>
/// <param name="State">The world's own state in double precision, where it was recorded.</param>
/// <param name="Json">All that was recorded of this event.</param>
internal sealed record RecordedEvent(
    float[]? Action, float[] Observation, double Reward, bool Terminated, bool Truncated, double[]? State, JsonElement Json)
{
    public static RecordedEvent OfFirstReset(JsonElement recording) =>
        new(null, Singles(recording.GetProperty("reset_obs")), 0, false, false, State: Doubles(recording, "reset_state"), recording);

    public static RecordedEvent OfStep(JsonElement step) => new(
        Singles(step.GetProperty("a")),
        Singles(step.GetProperty("obs")),
        step.GetProperty("r").GetDouble(),
        step.GetProperty("term").GetBoolean(),
        step.GetProperty("trunc").GetBoolean(),
        Doubles(step, "state"),
        step);

    public static RecordedEvent OfList(JsonElement list) => list.ValueKind == JsonValueKind.Object
        ? new(null, Singles(list.GetProperty("reset")), 0, false, false, State: null, list)
        : new(Singles(list[0]), Singles(list[1]), list[2].GetDouble(), list[3].GetBoolean(), list[4].GetBoolean(), State: null, list);

    private static float[] Singles(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(number => (float)number.GetDouble())]
        : [(float)value.GetDouble()];

    private static double[]? Doubles(JsonElement step, string name) =>
        step.TryGetProperty(name, out JsonElement state) && state.ValueKind == JsonValueKind.Array
            ? [.. state.EnumerateArray().Select(number => number.GetDouble())]
            : null;
}
