using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>Options of <see cref="LunarLander"/>, as Gymnasium's.</summary>
public sealed record LunarLanderOptions
{
    /// <summary>Far more than Gymnasium recommends, and still far from where single precision overflows.</summary>
    private const double StrongestWind = 1000;

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

    /// <summary>Largest force of the wind in newtons, from 0 to 1000. Gymnasium recommends 0 to 20. Default: 15.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double WindPower
    {
        get;
        init => field = Check.Range(value, 0, StrongestWind);
    } = 15;

    /// <summary>Largest torque of the wind in newton metres, from 0 to 1000. Gymnasium recommends 0 to 2. Default: 1.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double TurbulencePower
    {
        get;
        init => field = Check.Range(value, 0, StrongestWind);
    } = 1.5;
}
