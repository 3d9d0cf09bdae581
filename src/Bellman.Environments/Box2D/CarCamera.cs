using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>From where the car is seen: from above, driving upwards, three quarters down the picture. In the first second the camera comes down from far above.</summary>
internal readonly struct CarCamera
{
    // Pixels to the metre of upstream's window, which is 1000 by 800: at the beginning and after a second.
    private const double FarZoom = 0.1 * CarScale.Scale;
    private const double NearZoom = 2.7 * CarScale.Scale;

    private readonly double _width;
    private readonly double _height;

    /// <summary>Puts the camera above the car.</summary>
    /// <param name="hull">The car's body.</param>
    /// <param name="time">Seconds since the start.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    /// <param name="scaleX">Units of the picture to a pixel of upstream's window, across.</param>
    /// <param name="scaleY">The same, along.</param>
    public CarCamera(Body hull, double time, double width, double height, double scaleX, double scaleY)
    {
        (_width, _height) = (width, height);
        double zoom = FarZoom * Math.Max(1 - time, 0) + NearZoom * Math.Min(time, 1);
        (ScaleX, ScaleY) = (scaleX * zoom, scaleY * zoom);
        (double sine, double cosine) = (hull.Transform.Rotation.Sine, hull.Transform.Rotation.Cosine);
        Vector2D at = hull.Position;
        double xx = ScaleX * cosine, xy = ScaleX * sine, yx = ScaleY * sine, yy = -ScaleY * cosine;
        Map = new Affine(xx, xy, yx, yy, (width / 2) - (xx * at.X) - (xy * at.Y), (0.75 * height) - (yx * at.X) - (yy * at.Y));
    }

    /// <summary>Units of the picture to the metre, across.</summary>
    public double ScaleX { get; }

    /// <summary>Units of the picture to the metre, along.</summary>
    public double ScaleY { get; }

    /// <summary>From metres to units of the picture.</summary>
    public Affine Map { get; }

    /// <summary>Whether something around a point may be seen, in the picture less the lowest eighth, where the dashboard is.</summary>
    /// <param name="point">The point in metres.</param>
    /// <param name="margin">How far from it something may be, in metres.</param>
    public bool Sees(Vector2 point, double margin)
    {
        Vector2 at = Map.Apply(point);
        double across = margin * ScaleX, along = margin * ScaleY;
        return at.X >= -across && at.X <= _width + across && at.Y >= -along && at.Y <= (0.875 * _height) + along;
    }

    /// <summary>How far from the car the furthest corner of the picture is, in metres.</summary>
    public double Reach
    {
        get
        {
            double across = _width / 2 / ScaleX, along = 0.75 * _height / ScaleY;
            return Math.Sqrt((across * across) + (along * along));
        }
    }
}
