using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>Draws the racing car in its world: the road, traces of skids, the car, a map of the track, and what the dashboard shows.</summary>
internal static class CarPicture
{
    private const float PixelScale = 0.6f;
    private const double TraceReach = 20;
    private static readonly Rgba Rubber = Rgba.Of(0x15161a).WithOpacity(0.5f), Mud = Rgba.Of(0x665c00).WithOpacity(0.6f), Shadow = Rgba.Black.WithOpacity(0.25f);
    private static readonly Rgba Tyre = Rgba.Of(0x14151a), Tread = Rgba.Of(0x5b606c), Axle = Rgba.Of(0x30333c);
    private static readonly Rgba Paint = Rgba.Of(0xd61f1f), PaintLine = Rgba.Of(0x7d0d0d), Stripe = Rgba.Of(0xf6f2ea), Wing = Rgba.Of(0x2b2e38), Cockpit = Rgba.Of(0x1b1d24), Helmet = Rgba.Of(0xffd23f);

    /// <summary>Draws the world.</summary>
    public static void Draw(ICanvas canvas, CarRacing race)
    {
        Body hull = race.Hull;
        var camera = new CarCamera(hull, race.Time, Env.PictureWidth, Env.PictureHeight, PixelScale, PixelScale);
        CarGround.Draw(canvas, camera, hull.Position, race.Track, race.Road, race.Colors);
        canvas.Push(camera.Map);
        Traces(canvas, camera, race.Skids);
        canvas.Push(Affine.Translation(0.4, -0.4));
        Silhouette(canvas, race.Car);
        canvas.Pop();
        Car(canvas, race.Car);
        canvas.Pop();
        CarDashboard.Draw(canvas, race);
    }

    /// <summary>Every second point of a trace is enough; a trace is at most about 40 m long.</summary>
    private static void Traces(ICanvas canvas, in CarCamera camera, CarSkids skids)
    {
        Span<Vector2> kept = stackalloc Vector2[CarSkids.MostPoints];
        for (int i = 0; i < skids.Count; i++)
        {
            ReadOnlySpan<Vector2> points = skids.Points(i);
            if (!camera.Sees(points[points.Length / 2], TraceReach))
            {
                continue;
            }
            int count = 0;
            for (int k = 0; k < points.Length; k += 2)
            {
                kept[count++] = points[k];
            }
            kept[count++] = points[^1];
            canvas.StrokePath(kept[..count], 0.4f, skids.IsOnGrass(i) ? Mud : Rubber);
        }
    }

    /// <summary>The car's shadow: hull and wheels apart, as they hardly overlap.</summary>
    private static void Silhouette(ICanvas canvas, CarMachine car)
    {
        for (int i = 0; i < CarMachine.WheelCount; i++)
        {
            canvas.Push(CarShape.Place(car.Wheels[i].Body));
            CarShape.Band(canvas, -(float)CarScale.WheelRadius, (float)CarScale.WheelRadius, Shadow);
            canvas.Pop();
        }
        canvas.Push(CarShape.Place(car.Hull).Scale(CarScale.Size));
        canvas.FillPolygon(CarShape.Hull, Shadow);
        canvas.Pop();
    }

    private static void Car(ICanvas canvas, CarMachine car)
    {
        canvas.Push(CarShape.Place(car.Hull).Scale(CarScale.Size));
        canvas.Line(new Vector2(-55, 80), new Vector2(55, 80), 6, Axle);
        canvas.Line(new Vector2(-55, -82), new Vector2(55, -82), 8, Axle);
        canvas.Pop();
        const float radius = (float)CarScale.WheelRadius, half = (float)CarScale.WheelHalfWidth;
        for (int i = 0; i < CarMachine.WheelCount; i++)
        {
            canvas.Push(CarShape.Place(car.Wheels[i].Body));
            canvas.FillRounded(-half, -radius, 2 * half, 2 * radius, 0.1f, Tyre);
            if (CarShape.TryFindPatch(car.Wheels[i].Phase, out float from, out float to))
            {
                CarShape.Band(canvas, from, to, Tread);
            }
            canvas.Pop();
        }
        canvas.Push(CarShape.Place(car.Hull).Scale(CarScale.Size));
        canvas.FillPolygon(CarShape.Hull, Paint);
        canvas.FillPolygon([new(-5, 126), new(5, 126), new(7, 16), new(-7, 16)], Stripe);
        canvas.FillRectangle(-60, 110, 120, 20, Wing);
        canvas.FillRectangle(-60, 110, 12, 20, Stripe);
        canvas.FillRectangle(48, 110, 12, 20, Stripe);
        canvas.FillRectangle(-50, -120, 100, 30, Wing);
        canvas.FillRectangle(-44, -110, 88, 8, Paint);
        canvas.FillPolygon([new(-13, 8), new(13, 8), new(17, -20), new(12, -48), new(-12, -48), new(-17, -20)], Cockpit);
        canvas.FillCircle(new Vector2(0, -22), 10, Helmet);
        canvas.FillPolygon([new(-12, -54), new(12, -54), new(6, -86), new(-6, -86)], Cockpit);
        canvas.StrokePolygon(CarShape.Hull, 4, PaintLine);
        canvas.Pop();
    }
}
