namespace Bellman.Environments;

/// <summary>What can be chosen about <see cref="MountainCar"/> and <see cref="MountainCarContinuous"/>.</summary>
public sealed record MountainCarOptions
{
    /// <summary>The least velocity with which the car has to arrive, from -0.07 to 0.07. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The car can never be that fast.</exception>
    public double GoalVelocity
    {
        get;
        init => field = Numerics.Check.Range(value, -MountainCarHill.LargestSpeed, MountainCarHill.LargestSpeed);
    }
}
