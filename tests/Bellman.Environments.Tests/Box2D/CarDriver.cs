using Bellman.Physics;

namespace Bellman.Environments.Tests;

/// <summary>Drives a racing car without learning: it knows the track, steers to a point ahead of it, and slows down before bends.</summary>
internal sealed class CarDriver(CarRacing race, double topSpeed = 95)
{
    private int _nearest;

    /// <summary>Begins an episode.</summary>
    public void Begin() => _nearest = 0;

    /// <summary>Steering, gas and brake for where the car is.</summary>
    public void Act(Span<float> action)
    {
        Body hull = race.Hull;
        while (Distance(_nearest + 1) < Distance(_nearest)) _nearest++;
        double speed = hull.LinearVelocity.Length;
        double aside = Bearing(_nearest + 3 + (int)(speed / 12)), bend = Math.Abs(Bearing(_nearest + 8 + (int)(speed / 6)));
        double wanted = topSpeed * (1 - Math.Min(0.65, bend));
        action[0] = (float)Math.Clamp(-1.2 * aside, -1, 1);
        action[1] = (float)Math.Clamp((wanted - speed) * 0.1, 0, 1);
        action[2] = speed > wanted + 3 ? (float)Math.Clamp((speed - wanted) * 0.05, 0, 0.7) : 0;
    }

    private TrackPoint Point(int index) => race.Track.Points[index % race.TileCount];

    private double Distance(int index)
    {
        double x = Point(index).X - race.Hull.Position.X, y = Point(index).Y - race.Hull.Position.Y;
        return (x * x) + (y * y);
    }

    /// <summary>How far to the left of where the car looks a point is, from -pi to pi.</summary>
    private double Bearing(int index)
    {
        double x = Point(index).X - race.Hull.Position.X, y = Point(index).Y - race.Hull.Position.Y;
        return Math.IEEERemainder(Math.Atan2(-x, y) - race.Hull.Angle, 2 * Math.PI);
    }
}
