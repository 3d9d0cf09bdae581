using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>
/// Draws the ground piece by piece: grass, and in the hard version obstacles with grass between them. The draws and
/// their order are Gymnasium's, so that a seed gives its ground.
/// </summary>
internal sealed class WalkerCourse(WalkerTerrain terrain)
{
    private const double Step = WalkerScale.GroundStep;
    private const int PitDepth = 4;

    // Upstream draws the width of a stair from the one number 4, which takes no random bits.
    private const int StairWidth = 4;

    private Pcg64 _rng = null!;
    private double _height;
    private double _slope;
    private double _heightBefore;
    private int _left;
    private int _stairs;
    private int _direction;

    /// <summary>Draws the height of every point.</summary>
    public void Draw(Pcg64 rng, bool hardcore, ReadOnlySpan<double> x, Span<double> y)
    {
        _rng = rng;
        _height = WalkerScale.GroundHeight;
        _slope = 0;
        _left = WalkerScale.StartLength;
        var ground = WalkerGround.Grass;
        bool begins = false;
        for (int i = 0; i < y.Length; i++)
        {
            if (begins)
            {
                Begin(ground, x[i]);
            }
            else
            {
                Continue(ground, i);
            }
            begins = false;
            y[i] = _height;
            if (--_left == 0)
            {
                _left = (int)rng.Integers(WalkerScale.GrassLength / 2, WalkerScale.GrassLength);
                ground = ground == WalkerGround.Grass && hardcore ? (WalkerGround)rng.Integers(1, 4) : WalkerGround.Grass;
                begins = true;
            }
        }
    }

    private void Begin(WalkerGround ground, double x)
    {
        switch (ground)
        {
            case WalkerGround.Stump:
                _left = (int)_rng.Integers(1, 3);
                terrain.AddObstacle(x, x + _left * Step, _height, _height + _left * Step);
                break;
            case WalkerGround.Stairs:
                BeginStairs(x);
                break;
            case WalkerGround.Pit:
                BeginPit(x);
                break;
        }
    }

    /// <summary>Two walls as deep as the pit, one on either side; the pit's ground ends with the second one's top.</summary>
    private void BeginPit(double x)
    {
        int width = (int)_rng.Integers(3, 5);
        terrain.AddObstacle(x, x + Step, _height, _height - PitDepth * Step);
        terrain.AddObstacle(x + Step * width, x + Step + Step * width, _height, _height - PitDepth * Step);
        _left = width + 2;
        _heightBefore = _height;
    }

    private void BeginStairs(double x)
    {
        _direction = _rng.NextDouble() > 0.5 ? 1 : -1;
        _stairs = (int)_rng.Integers(3, 5);
        for (int i = 0; i < _stairs; i++)
        {
            terrain.AddObstacle(
                x + i * StairWidth * Step,
                x + (1 + i) * StairWidth * Step,
                _height + i * _direction * Step,
                _height + (-1 + i * _direction) * Step);
        }
        _left = _stairs * StairWidth;
        _heightBefore = _height;
    }

    private void Continue(WalkerGround ground, int index)
    {
        switch (ground)
        {
            case WalkerGround.Grass:
                _slope = 0.8 * _slope + 0.01 * Math.Sign(WalkerScale.GroundHeight - _height);
                if (index > WalkerScale.StartLength)
                {
                    _slope += _rng.Uniform(-1.0, 1.0) / WalkerScale.PixelsPerMetre;
                }
                _height += _slope;
                break;
            case WalkerGround.Stairs:
                double climbed = (_stairs * StairWidth - _left - _direction) / (double)StairWidth;
                _height = _heightBefore + climbed * _direction * Step;
                break;
            case WalkerGround.Pit:
                _height = _left > 1 ? _heightBefore - PitDepth * Step : _heightBefore;
                break;
        }
    }
}
