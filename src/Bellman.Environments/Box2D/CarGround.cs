using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>
/// Draws what the car drives on: grass in two shades, the road's tiles, and kerbs in red and white. What the camera does not see is left out.
/// </summary>
/// <remarks>
/// Two shapes that meet at an edge each cover a part of the pixels there, and what lies below shines through the rest. So that no grass shines through the road at every tile, tiles are first filled
/// as strips of one colour, and kerbs reach below the road and below each other.
/// </remarks>
internal static class CarGround
{
    /// <summary>The most tiles of a strip: its corners then fit the memory that every canvas begins with.</summary>
    private const int StripTiles = 30;

    private const double TileMargin = 9;
    private const float Overlap = 0.6f;
    private static readonly Rgba Red = Rgba.Of(0xff0000);

    /// <summary>Draws everything below the car.</summary>
    public static void Draw(ICanvas canvas, in CarCamera camera, Vector2D car, CarTrack track, CarRoad road, CarColors colors)
    {
        Span<bool> seen = stackalloc bool[CarTrack.Capacity];
        seen = seen[..road.Count];
        for (int i = 0; i < seen.Length; i++)
        {
            seen[i] = camera.Sees(road.Left[i], TileMargin) || camera.Sees(road.Right[i], TileMargin);
        }
        canvas.Clear(Rgba.Black);
        canvas.Push(camera.Map);
        const float far = (float)CarScale.Playfield;
        canvas.FillPolygon([new(far, far), new(far, -far), new(-far, -far), new(-far, far)], colors.Ground);
        Grass(canvas, camera, car, colors.Grass);
        Kerbs(canvas, track, road, seen);
        Road(canvas, road, seen, colors.Road);
        Tiles(canvas, road, seen, colors);
        canvas.Pop();
    }

    /// <summary>Every second patch of every second row.</summary>
    private static void Grass(ICanvas canvas, in CarCamera camera, Vector2D car, Rgba color)
    {
        const double side = CarScale.GrassSide;
        double reach = camera.Reach;
        for (int x = First(car.X - reach); x <= Last(car.X + reach); x += 2)
        {
            for (int y = First(car.Y - reach); y <= Last(car.Y + reach); y += 2)
            {
                float left = (float)(side * x), low = (float)(side * y), right = (float)((side * x) + side), high = (float)((side * y) + side);
                if (camera.Sees(new Vector2((left + right) / 2, (low + high) / 2), side))
                {
                    canvas.FillPolygon([new(right, low), new(left, low), new(left, high), new(right, high)], color);
                }
            }
        }
    }

    private static int First(double from) => Math.Max(-20, 2 * (int)Math.Floor((from / CarScale.GrassSide / 2) - 0.5));

    private static int Last(double to) => Math.Min(18, (int)Math.Floor(to / CarScale.GrassSide));

    private static void Kerbs(ICanvas canvas, CarTrack track, CarRoad road, ReadOnlySpan<bool> seen)
    {
        for (int i = 0; i < seen.Length; i++)
        {
            int side = track.KerbSide(i);
            if (!seen[i] || !track.Kerbs[i] || side == 0)
            {
                continue;
            }
            ReadOnlySpan<Vector2> edge = side > 0 ? road.Right : road.Left, other = side > 0 ? road.Left : road.Right;
            int before = i == 0 ? seen.Length - 1 : i - 1, after = i == seen.Length - 1 ? 0 : i + 1;
            (Vector2 inner, Vector2 outer) = Across(edge[i], other[i]);
            (Vector2 innerBefore, Vector2 outerBefore) = Across(edge[before], other[before]);
            if (track.Kerbs[after] && track.KerbSide(after) == side && after != 0)
            {
                // The next one is drawn over it.
                float length = Vector2.Distance(edge[before], edge[i]);
                Vector2 onwards = length > 0 ? (edge[i] - edge[before]) * (Overlap / length) : default;
                (inner, outer) = (inner + onwards, outer + onwards);
            }
            canvas.FillPolygon([inner, outer, outerBefore, innerBefore], i % 2 == 0 ? Rgba.White : Red);
        }
    }

    /// <summary>Where a kerb begins, below the road, and where it ends.</summary>
    private static (Vector2 Inner, Vector2 Outer) Across(Vector2 edge, Vector2 other)
    {
        Vector2 outwards = (edge - other) * (float)(1 / (2 * CarScale.RoadHalfWidth));
        return (edge - (outwards * Overlap), edge + (outwards * (float)CarScale.KerbWidth));
    }

    private static void Road(ICanvas canvas, CarRoad road, Span<bool> seen, Rgba color)
    {
        bool first = seen[0];
        if (!road.IsFirstTileRegular)
        {
            seen[0] = false;
            if (first)
            {
                Strip(canvas, road, 0, 0, color);
            }
        }
        for (int i = 0; i < seen.Length; i++)
        {
            if (!seen[i])
            {
                continue;
            }
            int begin = seen[i == 0 ? seen.Length - 1 : i - 1] ? i - 1 : i;
            while (i + 1 < seen.Length && seen[i + 1] && i - begin + 1 < StripTiles)
            {
                i++;
            }
            Strip(canvas, road, begin, i, color);
        }
        seen[0] = first;
    }

    /// <summary>Fills the tiles from one to another, both included; the one before the first has the number -1.</summary>
    private static void Strip(ICanvas canvas, CarRoad road, int first, int last, Rgba color)
    {
        int length = last - first + 2;
        Span<Vector2> corners = stackalloc Vector2[2 * (StripTiles + 1)];
        for (int k = 0; k < length; k++)
        {
            int point = (first - 1 + k + road.Count) % road.Count;
            corners[k] = road.Left[point];
            corners[(2 * length) - 1 - k] = road.Right[point];
        }
        canvas.FillPolygon(corners[..(2 * length)], color);
    }

    /// <summary>Tiles that the car has not touched yet differ from the road, two of three.</summary>
    private static void Tiles(ICanvas canvas, CarRoad road, ReadOnlySpan<bool> seen, CarColors colors)
    {
        Rgba plain = colors.Road;
        for (int i = 0; i < seen.Length; i++)
        {
            if (!seen[i] || road.IsTouched(i))
            {
                continue;
            }
            Rgba color = colors.Tile(i);
            if (color != plain)
            {
                Strip(canvas, road, i, i, color);
            }
        }
    }
}
