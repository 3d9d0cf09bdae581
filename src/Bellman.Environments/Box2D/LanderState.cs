using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>The observation in double precision, as the reward is computed from it.</summary>
internal readonly struct LanderState
{
    public LanderState(Body hull, bool rightLegDown, bool leftLegDown)
    {
        X = (hull.Position.X - LanderScale.Width / 2) / (LanderScale.Width / 2);
        Y = (hull.Position.Y - (LanderScale.HelipadHeight + LanderScale.LegDown / LanderScale.PixelsPerMetre))
            / (LanderScale.Height / 2);
        VelocityX = hull.LinearVelocity.X * (LanderScale.Width / 2) / LanderScale.FramesPerSecond;
        VelocityY = hull.LinearVelocity.Y * (LanderScale.Height / 2) / LanderScale.FramesPerSecond;
        Angle = hull.Angle;
        Spin = 20.0 * hull.AngularVelocity / LanderScale.FramesPerSecond;
        RightLeg = rightLegDown ? 1 : 0;
        LeftLeg = leftLegDown ? 1 : 0;
    }

    public double X { get; }

    public double Y { get; }

    public double VelocityX { get; }

    public double VelocityY { get; }

    public double Angle { get; }

    public double Spin { get; }

    public double RightLeg { get; }

    public double LeftLeg { get; }

    public void Write(Span<float> observation)
    {
        observation[0] = (float)X;
        observation[1] = (float)Y;
        observation[2] = (float)VelocityX;
        observation[3] = (float)VelocityY;
        observation[4] = (float)Angle;
        observation[5] = (float)Spin;
        observation[6] = (float)RightLeg;
        observation[7] = (float)LeftLeg;
    }
}
