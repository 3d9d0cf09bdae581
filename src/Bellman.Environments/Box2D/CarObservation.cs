using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>
/// The car's observation: upstream's window of 1000 by 800 pixels, squeezed to 96 by 96. It shows ground and car, and below them on black the score and seven indicators.
/// </summary>
internal sealed class CarObservation
{
    public const int Side = 96;
    public const int Channels = 3;

    private const double WindowWidth = 1000;
    private const double WindowHeight = 800;
    private const float Column = (float)(WindowWidth / 40);
    private const float Row = (float)(WindowHeight / 40);
    private const float Floor = (float)WindowHeight;

    // Below this, upstream draws no indicator.
    private const double Least = 1e-4;

    private static readonly Rgba HullColor = Rgba.Of(0xcc0000), TreadColor = Rgba.Of(0x4d4d4d);
    private static readonly Rgba Speed = Rgba.White, FrontWheel = Rgba.Of(0x0000ff), RearWheel = Rgba.Of(0x3300ff), Steering = Rgba.Of(0x00ff00), Turning = Rgba.Of(0xff0000);

    private readonly RgbCanvas _canvas = new(Side, Side);

    /// <summary>Draws the world and writes it as numbers from 0 to 255: rows, columns, and red, green and blue.</summary>
    public void Write(Span<float> observation, CarMachine car, CarTrack track, CarRoad road, CarColors colors, double time, double score)
    {
        const double scaleX = Side / WindowWidth, scaleY = Side / WindowHeight;
        var camera = new CarCamera(car.Hull, time, Side, Side, scaleX, scaleY);
        CarGround.Draw(_canvas, camera, car.Hull.Position, track, road, colors);
        _canvas.Push(camera.Map);
        CarShape.Draw(_canvas, car, HullColor, Rgba.Black, TreadColor);
        _canvas.Pop();
        _canvas.Push(Affine.Identity.Scale(scaleX, scaleY));
        Dashboard(car, score);
        _canvas.Pop();
        Expand(_canvas.Pixels, observation);
    }

    private static void Expand(ReadOnlySpan<uint> pixels, Span<float> observation)
    {
        observation = observation[..(Channels * pixels.Length)];
        for (int i = 0, at = 0; at + 2 < observation.Length; i++, at += Channels)
        {
            uint pixel = pixels[i];
            observation[at] = (byte)pixel;
            observation[at + 1] = (byte)(pixel >> 8);
            observation[at + 2] = (byte)(pixel >> 16);
        }
    }

    private void Dashboard(CarMachine car, double score)
    {
        _canvas.FillRectangle(0, Floor - (5 * Row), (float)WindowWidth, 5 * Row, Rgba.Black);
        Vector2D velocity = car.Hull.LinearVelocity;
        Vertical(5, 0.02 * Math.Sqrt(((double)velocity.X * velocity.X) + ((double)velocity.Y * velocity.Y)), 0.02, Speed);
        for (int i = 0; i < CarMachine.WheelCount; i++)
        {
            Vertical(7 + i, 0.01 * car.Wheels[i].Omega, 0.01, i < 2 ? FrontWheel : RearWheel);
        }
        Horizontal(20, -10.0 * car.Wheels[0].Joint.Angle, 10, Steering);
        Horizontal(30, -0.8 * car.Hull.AngularVelocity, 0.8, Turning);
        CarScore.Draw(_canvas, score, 60, Floor - (2.5f * Row) - 15, 19, 30, 6);
    }

    private void Vertical(int place, double value, double unit, Rgba color)
    {
        if (Math.Abs(value) > Least * unit)
        {
            Fill(place * Column, Floor - Row - (float)(Row * value), (place + 1) * Column, Floor - Row, color);
        }
    }

    private void Horizontal(int place, double value, double unit, Rgba color)
    {
        if (Math.Abs(value) > Least * unit)
        {
            Fill(place * Column, Floor - (4 * Row), (float)((place + value) * Column), Floor - (2 * Row), color);
        }
    }

    private void Fill(float left, float top, float right, float bottom, Rgba color) =>
        _canvas.FillPolygon([new(left, top), new(right, top), new(right, bottom), new(left, bottom)], color);
}
