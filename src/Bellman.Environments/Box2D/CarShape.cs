using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The outlines of the car.</summary>
internal static class CarShape
{
    private const float Radius = (float)CarScale.WheelRadius;
    private const float HalfWidth = (float)CarScale.WheelHalfWidth;

    /// <summary>How much of a wheel's turn its bright patch takes, in radians.</summary>
    private const double PatchAngle = 1.2;

    /// <summary>The four polygons of the hull as one, in fiftieths of a metre, so that no seams show.</summary>
    public static ReadOnlySpan<Vector2> Hull => HullOutline;

    private static readonly Vector2[] HullOutline =
    [
        new(-60, 130), new(60, 130), new(60, 110), new(15.5f, 110), new(20, 20), new(25, 20), new(50, -10), new(50, -40), new(20, -90), new(50, -90),
        new(50, -120), new(-50, -120), new(-50, -90), new(-20, -90), new(-50, -40), new(-50, -10), new(-25, 20), new(-20, 20), new(-15.5f, 110), new(-60, 110),
    ];

    /// <summary>From the body's frame to the world.</summary>
    public static Affine Place(Body body)
    {
        Rotation rotation = body.Transform.Rotation;
        return new Affine(rotation.Cosine, -rotation.Sine, rotation.Sine, rotation.Cosine, body.Position.X, body.Position.Y);
    }

    /// <summary>Draws wheels and hull in plain colours.</summary>
    public static void Draw(ICanvas canvas, CarMachine car, Rgba hull, Rgba wheel, Rgba patch)
    {
        for (int i = 0; i < CarMachine.WheelCount; i++)
        {
            CarWheel each = car.Wheels[i];
            canvas.Push(Place(each.Body));
            Band(canvas, -Radius, Radius, wheel);
            if (TryFindPatch(each.Phase, out float from, out float to))
            {
                Band(canvas, from, to, patch);
            }
            canvas.Pop();
        }
        canvas.Push(Place(car.Hull).Scale(CarScale.Size));
        canvas.FillPolygon(Hull, hull);
        canvas.Pop();
    }

    /// <summary>Where the bright patch of a turning wheel is seen from above, if it is.</summary>
    /// <param name="phase">How far the wheel has turned, in radians.</param>
    /// <param name="from">Its one end along the wheel, in metres.</param>
    /// <param name="to">Its other end.</param>
    public static bool TryFindPatch(double phase, out float from, out float to)
    {
        (double sine1, double cosine1) = Math.SinCos(phase);
        (double sine2, double cosine2) = Math.SinCos(phase + PatchAngle);
        (from, to) = (0, 0);
        if (sine1 > 0 && sine2 > 0)
        {
            return false;
        }

        // The part that has gone below ends at the rim.
        from = Radius * (float)(sine1 > 0 ? Math.Sign(cosine1) : cosine1);
        to = Radius * (float)(sine2 > 0 ? Math.Sign(cosine2) : cosine2);
        return true;
    }

    /// <summary>Fills the wheel's tread between two places along it.</summary>
    public static void Band(ICanvas canvas, float from, float to, Rgba color) =>
        canvas.FillPolygon([new(-HalfWidth, from), new(HalfWidth, from), new(HalfWidth, to), new(-HalfWidth, to)], color);
}
