namespace Bellman.Environments;

/// <summary>What can be chosen about <see cref="MountainCar"/> and <see cref="MountainCarContinuous"/>.</summary>
public sealed record MountainCarOptions
{
    private readonly double _goalVelocity;

    /// <summary>The least velocity with which the car has to arrive, from -0.07 to 0.07. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The car can never be that fast.</exception>
    public double GoalVelocity
    {
        get => _goalVelocity;
        init => _goalVelocity = Math.Abs(value) <= MountainCarHill.LargestSpeed
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(GoalVelocity), value, $"The car's velocity lies within {MountainCarHill.LargestSpeed} of zero.");
    }
}
