using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>
/// The track: a closed row of points in the middle of the road, drawn as Gymnasium draws it. Twelve checkpoints at random lie around the middle of the world; a pen walks from one to the next, turning a
/// little with each step, for several laps. The last whole lap is the track, if its ends meet.
/// </summary>
internal sealed class CarTrack
{
    /// <summary>Room for tiles; of fifty thousand tracks none had more than 391.</summary>
    public const int Capacity = 512;

    private const int Checkpoints = 12;
    private const int MostSteps = 2500;
    private const int Laps = 5;
    private const int KerbRun = 4;
    private const double Turn = 2 * Math.PI;
    private const double StartAlpha = Turn * -0.5 / Checkpoints;

    private readonly TrackPoint[] _walk = new TrackPoint[MostSteps];
    private readonly (double Alpha, double X, double Y)[] _checkpoints = new (double, double, double)[Checkpoints];
    private readonly TrackPoint[] _points = new TrackPoint[Capacity];
    private readonly bool[] _kerbs = new bool[Capacity];

    /// <summary>The number of tiles.</summary>
    public int Count { get; private set; }

    /// <summary>Where each tile ends; it begins where the one before ends.</summary>
    public ReadOnlySpan<TrackPoint> Points => _points.AsSpan(0, Count);

    /// <summary>Which tiles have a kerb, on the inner side of the bend.</summary>
    public ReadOnlySpan<bool> Kerbs => _kerbs.AsSpan(0, Count);

    /// <summary>The point before a point; before the first comes the last.</summary>
    public ref readonly TrackPoint Before(int index) => ref _points[index == 0 ? Count - 1 : index - 1];

    /// <summary>The side of a tile's kerb: 1 for the right, -1 for the left, 0 where the road is straight.</summary>
    public int KerbSide(int index) => Math.Sign(Before(index).Beta - _points[index].Beta);

    /// <summary>Draws tracks until one closes.</summary>
    public void Draw(Pcg64 rng)
    {
        do
        {
            DrawCheckpoints(rng);
        }
        while (!TakeLastLap(Walk()));
        MarkKerbs();
    }

    /// <summary>Writes the track.</summary>
    public void Save(CheckpointWriter writer)
    {
        double[] numbers = new double[4 * Count];
        byte[] kerbs = new byte[Count];
        for (int i = 0; i < Count; i++)
        {
            (numbers[4 * i], numbers[4 * i + 1], numbers[4 * i + 2], numbers[4 * i + 3]) = _points[i];
            kerbs[i] = _kerbs[i] ? (byte)1 : (byte)0;
        }
        writer.Write("track", numbers);
        writer.Write("kerbs", kerbs);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointFormatException">It is no track.</exception>
    public void Load(CheckpointReader reader)
    {
        double[] numbers = reader.ReadDoubles("track");
        if (numbers.Length % 4 != 0 || numbers.Length is 0 or > 4 * Capacity)
        {
            throw reader.Fault($"a track has 1 to {Capacity} points of 4 numbers each, but there are {numbers.Length} numbers.");
        }
        Count = numbers.Length / 4;
        byte[] kerbs = new byte[Count];
        reader.Read("kerbs", kerbs);
        for (int i = 0; i < Count; i++)
        {
            _points[i] = new TrackPoint(numbers[4 * i], numbers[4 * i + 1], numbers[4 * i + 2], numbers[4 * i + 3]);
            _kerbs[i] = kerbs[i] != 0;
        }
    }

    /// <summary>Draws an angle and a distance for each checkpoint; the first and the last lie at fixed places on the far side, so that the start is free.</summary>
    private void DrawCheckpoints(Pcg64 rng)
    {
        for (int i = 0; i < Checkpoints; i++)
        {
            double alpha = Turn * i / Checkpoints + rng.Uniform(0, Turn / Checkpoints);
            double radius = rng.Uniform(CarScale.TrackRadius / 3, CarScale.TrackRadius);
            if (i is 0 or Checkpoints - 1)
            {
                alpha = Turn * i / Checkpoints;
                radius = 1.5 * CarScale.TrackRadius;
            }
            _checkpoints[i] = (alpha, radius * Math.Cos(alpha), radius * Math.Sin(alpha));
        }
    }

    /// <summary>Walks around until five laps are made, or for so many steps.</summary>
    /// <returns>How many steps there are.</returns>
    private int Walk()
    {
        double x = 1.5 * CarScale.TrackRadius, y = 0, beta = 0;
        int next = 0, laps = 0, count = 0;
        bool wasOnOtherSide = false;
        while (true)
        {
            // Only comparisons read this angle, so that a library's last digit of it does not show.
            double alpha = Math.Atan2(y, x);
            if (wasOnOtherSide && alpha > 0)
            {
                laps++;
                wasOnOtherSide = false;
            }
            if (alpha < 0)
            {
                wasOnOtherSide = true;
                alpha += Turn;
            }
            (double targetX, double targetY) = FindNext(ref alpha, ref next);
            double former = Steer(alpha, targetX - x, targetY - y, ref beta, out double alongX, out double alongY);
            x += alongX * CarScale.TileLength;
            y += alongY * CarScale.TileLength;
            _walk[count++] = new TrackPoint(alpha, former * 0.5 + beta * 0.5, x, y);
            if (laps == Laps || count == MostSteps)
            {
                return count;
            }
        }
    }

    /// <summary>The first checkpoint from the last one on that is not behind; the angle loses a turn where all are.</summary>
    private (double X, double Y) FindNext(ref double alpha, ref int next)
    {
        while (true)
        {
            do
            {
                (double checkpoint, double x, double y) = _checkpoints[next % Checkpoints];
                if (alpha <= checkpoint)
                {
                    return (x, y);
                }
                next++;
            }
            while (next % Checkpoints != 0);
            alpha -= Turn;
        }
    }

    /// <summary>Turns towards the target, the faster the further it lies aside.</summary>
    /// <returns>The direction across the road before.</returns>
    private static double Steer(double alpha, double wayX, double wayY, ref double beta, out double alongX, out double alongY)
    {
        double acrossX = Math.Cos(beta), acrossY = Math.Sin(beta);
        (alongX, alongY) = (-acrossY, acrossX);
        double aside = acrossX * wayX + acrossY * wayY;
        while (beta - alpha > 1.5 * Math.PI)
        {
            beta -= Turn;
        }
        while (beta - alpha < -1.5 * Math.PI)
        {
            beta += Turn;
        }
        double former = beta;
        aside *= CarScale.Scale;
        if (aside > 0.3)
        {
            beta -= Math.Min(CarScale.TurnRate, Math.Abs(0.001 * aside));
        }
        if (aside < -0.3)
        {
            beta += Math.Min(CarScale.TurnRate, Math.Abs(0.001 * aside));
        }
        return former;
    }

    /// <summary>Takes what lies between the last two passages of the start. False where there are none, or the ends do not meet.</summary>
    private bool TakeLastLap(int count)
    {
        int end = PassageBefore(count), begin = end > 0 ? PassageBefore(end) : 0;
        int length = end - 1 - begin;
        if (begin <= 0 || length <= 0 || length > Capacity)
        {
            return false;
        }
        TrackPoint first = _walk[begin], last = _walk[begin + length - 1];

        // As upstream, the gap along the first tile's sides, each part weighted by the direction across.
        double gapX = Math.Cos(first.Beta) * (first.X - last.X), gapY = Math.Sin(first.Beta) * (first.Y - last.Y);
        if (Math.Sqrt(gapX * gapX + gapY * gapY) > CarScale.TileLength)
        {
            return false;
        }
        _walk.AsSpan(begin, length).CopyTo(_points);
        Count = length;
        return true;
    }

    private int PassageBefore(int index)
    {
        for (int i = index - 1; i > 0; i--)
        {
            if (_walk[i].Alpha > StartAlpha && _walk[i - 1].Alpha <= StartAlpha)
            {
                return i;
            }
        }
        return 0;
    }

    /// <summary>A kerb begins four tiles before the end of four in a row that turn sharply to one side. As upstream, what wraps around the start is marked once more.</summary>
    private void MarkKerbs()
    {
        for (int i = 0; i < Count; i++)
        {
            bool isSharp = true;
            int side = 0;
            for (int back = 0; back < KerbRun; back++)
            {
                double turn = _points[Wrapped(i - back)].Beta - _points[Wrapped(i - back - 1)].Beta;
                isSharp &= Math.Abs(turn) > CarScale.TurnRate * 0.2;
                side += Math.Sign(turn);
            }
            _kerbs[i] = isSharp && Math.Abs(side) == KerbRun;
        }
        for (int i = 0; i < Count; i++)
        {
            for (int back = 0; back < KerbRun; back++)
            {
                _kerbs[Wrapped(i - back)] |= _kerbs[i];
            }
        }
    }

    private int Wrapped(int index) => index < 0 ? index + Count : index;
}
