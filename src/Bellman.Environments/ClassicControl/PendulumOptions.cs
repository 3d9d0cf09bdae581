namespace Bellman.Environments;

/// <summary>What can be chosen about <see cref="Pendulum"/>.</summary>
public sealed record PendulumOptions
{
    /// <summary>The acceleration of gravity g in metres per second squared, above 0. Default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a number above 0.</exception>
    public double G
    {
        get;
        init => field = Numerics.Check.Positive(value);
    } = 10;
}
