using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>
/// The clouds of the picture. They touch nothing, but Gymnasium draws them from the same random numbers before the first
/// push, so they are drawn here too.
/// </summary>
internal static class WalkerClouds
{
    private const int Count = WalkerTerrain.PointCount / 20;
    private const int Corners = 5;

    /// <summary>Draws for each cloud where it hangs, and two numbers for each of its corners.</summary>
    public static void Draw(Pcg64 rng)
    {
        for (int i = 0; i < Count * (1 + 2 * Corners); i++)
        {
            rng.NextDouble();
        }
    }
}
