namespace Bellman.Agents;

/// <summary>A number that goes in a straight line from its start to its end over some environment steps and then stays there.</summary>
internal static class LinearDecay
{
    /// <summary>The number after so many steps; a pure function, so that nothing of it needs to be saved.</summary>
    /// <param name="start">Its start.</param>
    /// <param name="end">Its end.</param>
    /// <param name="length">Over how many steps; 0 keeps it at the start.</param>
    /// <param name="step">The steps so far.</param>
    public static float At(float start, float end, long length, long step) =>
        length == 0 ? start : start + ((end - start) * MathF.Min(1f, (float)step / length));
}
