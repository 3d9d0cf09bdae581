namespace Bellman.Environments;

/// <summary>Options of <see cref="LunarLander"/>, as Gymnasium's.</summary>
public sealed record LunarLanderOptions
{
    /// <summary>
    /// Whether the action is two throttles from -1 to 1 (main engine; side engines) rather than one of four choices.
    /// Default: false.
    /// </summary>
    public bool Continuous { get; init; }

    /// <summary>Vertical acceleration in metres per second squared, between -12 and 0, both excluded. Default: -10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double Gravity
    {
        get;
        init => field = value is > -12 and < 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Gravity), value, FormattableString.Invariant($"Gravity must lie between -12 and 0, both excluded, but is {value}."));
    } = -10;

    /// <summary>Whether there is wind while no leg touches the ground. Default: false.</summary>
    public bool EnableWind { get; init; }

    /// <summary>Largest force of the wind in newtons. Gymnasium recommends 0 to 20. Default: 15.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public double WindPower
    {
        get;
        init => field = RequireFinite(value, nameof(WindPower));
    } = 15;

    /// <summary>Largest torque of the wind in newton metres. Gymnasium recommends 0 to 2. Default: 1.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public double TurbulencePower
    {
        get;
        init => field = RequireFinite(value, nameof(TurbulencePower));
    } = 1.5;

    private static double RequireFinite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be a finite number, but is {value}."));
}
