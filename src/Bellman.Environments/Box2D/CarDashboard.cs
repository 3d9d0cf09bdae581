using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>Draws what stands over the picture of the car: the map of the track, and below it score, speed, wheels, steering and turning.</summary>
internal static class CarDashboard
{
    private const float Top = 0.875f * Env.PictureHeight;
    private const float LabelLine = Top + 17;
    private const float Middle = Top + 33;

    // The dashboard's ends: about the highest speed in metres per second, of a tread, steering in radians, turning in radians per second.
    private const double FastestCar = 100, FastestTread = 120, FullSteering = 0.4, FastestTurn = 4;

    private const float MapSide = 104, MapMargin = 10;
    private const int MapStep = 3;

    /// <summary>Half the side of the world that the map shows, in metres: a little more than the furthest checkpoint.</summary>
    private const float MapReach = 250;

    private static readonly Rgba Panel = Rgba.Of(0x14161c), Line = Rgba.Of(0x3a3f4b), Trough = Rgba.Of(0x2a2e38), Label = Rgba.Of(0x9aa4b2);
    private static readonly Rgba Fast = Rgba.Of(0xf3f5f7), Wheel = Rgba.Of(0x4f8dff), Driven = Rgba.Of(0x9a6bff), Steering = Rgba.Of(0x3ddc84), Turning = Rgba.Of(0xff5a52);
    private static readonly Rgba MapBack = Rgba.Of(0x14161c).WithOpacity(0.6f), Ahead = Rgba.Of(0x9aa4b2), Behind = Rgba.Of(0x3ddc84);

    /// <summary>Draws it.</summary>
    public static void Draw(ICanvas canvas, CarRacing race)
    {
        Map(canvas, race);
        canvas.FillRectangle(0, Top, Env.PictureWidth, Env.PictureHeight - Top, Panel);
        canvas.FillRectangle(0, Top, Env.PictureWidth, 1.5f, Line);
        Span<char> digits = stackalloc char[16];
        canvas.Text("score", new Vector2(16, LabelLine), 10, Label);
        canvas.Text(digits[..CarScore.Format(race.Score, digits)], new Vector2(16, Top + 42), 26, Rgba.White);
        Vector2D velocity = race.Hull.LinearVelocity;
        double speed = Math.Sqrt(((double)velocity.X * velocity.X) + ((double)velocity.Y * velocity.Y));
        Bar(canvas, "speed", 108, 110, speed / FastestCar, Fast, isCentred: false);
        canvas.Text("wheels", new Vector2(240, LabelLine), 10, Label);
        for (int i = 0; i < CarMachine.WheelCount; i++)
        {
            Upright(canvas, 240 + (12 * i), race.Wheels[i].Omega / FastestTread, i < 2 ? Wheel : Driven);
        }
        Bar(canvas, "steering", 312, 120, -race.Wheels[0].Joint.Angle / FullSteering, Steering, isCentred: true);
        Bar(canvas, "turning", 456, 120, -race.Hull.AngularVelocity / FastestTurn, Turning, isCentred: true);
    }

    private static void Bar(ICanvas canvas, string name, float left, float width, double share, Rgba color, bool isCentred)
    {
        canvas.Text(name, new Vector2(left, LabelLine), 10, Label);
        canvas.FillRectangle(left, Middle - 6, width, 12, Trough);
        float reach = (float)(Math.Clamp(share, -1, 1) * width);
        float from = isCentred ? left + (width / 2) : left, length = isCentred ? reach / 2 : Math.Abs(reach);
        canvas.FillRectangle(Math.Min(from, from + length), Middle - 6, Math.Abs(length), 12, color);
        if (isCentred)
        {
            canvas.FillRectangle(from - 0.75f, Middle - 8, 1.5f, 16, Label);
        }
    }

    private static void Upright(ICanvas canvas, float left, double share, Rgba color)
    {
        canvas.FillRectangle(left, Middle - 12, 8, 24, Trough);
        float height = 24 * (float)Math.Clamp(Math.Abs(share), 0, 1);
        canvas.FillRectangle(left, Middle + 12 - height, 8, height, color);
    }

    /// <summary>The whole track from above, what has been visited in green, and where the car is. Every third point is enough for a map so small.</summary>
    private static void Map(ICanvas canvas, CarRacing race)
    {
        float left = Env.PictureWidth - MapSide - MapMargin, scale = MapSide / (2 * MapReach);
        canvas.FillRounded(left, MapMargin, MapSide, MapSide, 8, MapBack);
        Span<Vector2> points = stackalloc Vector2[(CarTrack.Capacity / MapStep) + 1];
        int count = (race.TileCount + MapStep - 1) / MapStep;
        var middle = new Vector2(left + (MapSide / 2), MapMargin + (MapSide / 2));
        for (int i = 0; i < count; i++)
        {
            ref readonly TrackPoint point = ref race.Track.Points[MapStep * i];
            points[i] = new Vector2(middle.X + (scale * (float)point.X), middle.Y - (scale * (float)point.Y));
        }
        canvas.StrokePolygon(points[..count], 2, Ahead);
        for (int i = 1; i < count; i++)
        {
            int begin = i;
            while (i < count && race.Road.IsVisited(MapStep * i))
            {
                i++;
            }
            if (i > begin)
            {
                canvas.StrokePath(points[(begin - 1)..i], 2.5f, Behind);
            }
        }
        Vector2D car = race.Hull.Position;
        var at = new Vector2(
            Math.Clamp(middle.X + (scale * car.X), left + 3, left + MapSide - 3), Math.Clamp(middle.Y - (scale * car.Y), MapMargin + 3, MapMargin + MapSide - 3));
        canvas.FillCircle(at, 3.6f, Rgba.White);
        canvas.FillCircle(at, 2.4f, Turning);
    }
}
