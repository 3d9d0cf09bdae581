using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>The colours of road and grass, which may be drawn anew for every episode.</summary>
internal sealed class CarColors
{
    private const double Brightest = 210;
    private const double Lighter = 20;

    /// <summary>What every third tile, and the one after it, is lighter than the road until the car touches it.</summary>
    private const double TileStep = 0.01 * 255;

    private readonly double[] _road = [102, 102, 102];
    private readonly double[] _ground = [102, 204, 102];
    private readonly double[] _grass = [102, 230, 102];

    /// <summary>The colour of tiles that have been touched, and of every third one.</summary>
    public Rgba Road => Of(_road, 0);

    /// <summary>The colour between the patches of grass.</summary>
    public Rgba Ground => Of(_ground, 0);

    /// <summary>The colour of the patches of grass.</summary>
    public Rgba Grass => Of(_grass, 0);

    /// <summary>The colour of a tile that nothing has touched yet.</summary>
    public Rgba Tile(int index) => Of(_road, TileStep * (index % 3));

    /// <summary>Draws all colours.</summary>
    public void Draw(Pcg64 rng)
    {
        foreach (ref double part in _road.AsSpan())
        {
            part = rng.Uniform(0, Brightest);
        }
        foreach (ref double part in _ground.AsSpan())
        {
            part = rng.Uniform(0, Brightest);
        }
        _ground.CopyTo(_grass, 0);
        _grass[(int)rng.Integers(0, 3)] += Lighter;
    }

    public void Save(CheckpointWriter writer) => writer.Write("colors", [.. _road, .. _ground, .. _grass]);

    public void Load(CheckpointReader reader)
    {
        Span<double> parts = stackalloc double[9];
        reader.Read("colors", parts);
        parts[..3].CopyTo(_road);
        parts[3..6].CopyTo(_ground);
        parts[6..].CopyTo(_grass);
    }

    private static Rgba Of(ReadOnlySpan<double> color, double more) => new((byte)(color[0] + more), (byte)(color[1] + more), (byte)(color[2] + more));
}
