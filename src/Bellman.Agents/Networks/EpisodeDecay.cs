namespace Bellman.Agents;

/// <summary>A step size that is multiplied by a factor after each episode.</summary>
internal static class EpisodeDecay
{
    /// <summary>Optimizers take no step size of zero, which is where the product ends after very many episodes.</summary>
    private const float Smallest = 1e-30f;

    /// <summary>The step size after so many episodes; a pure function, so that nothing of it needs to be saved.</summary>
    /// <param name="start">Its start.</param>
    /// <param name="factor">The factor, above 0.</param>
    /// <param name="episodes">Episodes finished.</param>
    public static float At(float start, float factor, long episodes) => MathF.Max(Smallest, (float)(start * Math.Pow(factor, episodes)));
}
