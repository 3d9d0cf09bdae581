namespace Bellman.Agents.Tests;

/// <summary>Single rows of a replay buffer.</summary>
internal static class ReplayBufferRows
{
    public static float[] ObservationIn(this ReplayBuffer buffer, int slot)
    {
        var row = new float[buffer.ObservationSize];
        buffer.GatherObservations([slot], row, row.Length);
        return row;
    }

    public static float[] NextObservationIn(this ReplayBuffer buffer, int slot)
    {
        var row = new float[buffer.ObservationSize];
        buffer.GatherNextObservations([slot], row, row.Length);
        return row;
    }
}
