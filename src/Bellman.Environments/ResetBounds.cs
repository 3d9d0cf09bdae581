using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>The bounds of the initial state that Gymnasium's classic control tasks take as reset options.</summary>
internal static class ResetBounds
{
    private static readonly string[] Bounds = ["low", "high"];
    private static readonly string[] Spreads = ["x_init", "y_init"];

    /// <summary>Reads the options <c>low</c> and <c>high</c>.</summary>
    /// <param name="options">The options of the reset, or null.</param>
    /// <param name="low">The lower bound where none is given.</param>
    /// <param name="high">The upper bound where none is given.</param>
    /// <param name="least">The least that either may be: beyond it lies no observation.</param>
    /// <param name="most">The most that either may be.</param>
    /// <returns>Both bounds.</returns>
    /// <exception cref="ArgumentException">An option is unknown or out of range, or the bounds are out of order.</exception>
    public static (double Low, double High) Read(ResetOptions? options, double low, double high, double least, double most)
    {
        if (options is null)
            return (low, high);
        Check(options, Bounds);
        foreach ((string name, double value) in options)
        {
            if (value < least || value > most)
                throw new ArgumentException(FormattableString.Invariant($"The reset option '{name}' is from {least:G6} to {most:G6}, but was {value}."), nameof(options));
        }

        low = options.GetValueOrDefault("low", low);
        high = options.GetValueOrDefault("high", high);
        if (low > high)
            throw new ArgumentException($"The reset option 'low' ({low}) is not above 'high' ({high}).", nameof(options));
        return (low, high);
    }

    /// <summary>Reads the options <c>x_init</c> and <c>y_init</c>: how far from zero, to either side, the pendulum's angle and velocity begin.</summary>
    /// <param name="options">The options of the reset, or null.</param>
    /// <param name="angle">The farthest angle where none is given.</param>
    /// <param name="velocity">The highest velocity where none is given.</param>
    /// <param name="fastest">The most that the velocity may be.</param>
    /// <returns>Both.</returns>
    /// <exception cref="ArgumentException">An option is unknown, not finite, negative or too large.</exception>
    public static (double Angle, double Velocity) ReadSpreads(ResetOptions? options, double angle, double velocity, double fastest)
    {
        if (options is null)
            return (angle, velocity);
        Check(options, Spreads);
        foreach ((string name, double value) in options)
        {
            if (value < 0)
                throw new ArgumentException(FormattableString.Invariant($"The reset option '{name}' is 0 or more, but was {value}."), nameof(options));
        }

        if (options.TryGetValue("y_init", out double speed) && speed > fastest)
            throw new ArgumentException(FormattableString.Invariant($"The reset option 'y_init' is from 0 to {fastest}, but was {speed}."), nameof(options));

        return (options.GetValueOrDefault("x_init", angle), options.GetValueOrDefault("y_init", velocity));
    }

    /// <summary>Requires that there are no options, for environments that take none.</summary>
    /// <param name="options">The options of the reset, or null.</param>
    /// <exception cref="ArgumentException">There is one.</exception>
    public static void RequireNone(ResetOptions? options)
    {
        if (options is not null)
            Check(options, []);
    }

    /// <summary>Requires that all options have names that are known, and finite values.</summary>
    /// <param name="options">The options of the reset, or null.</param>
    /// <param name="names">The names that are known.</param>
    /// <exception cref="ArgumentException">One has another name, or is not finite.</exception>
    public static void RequireKnown(ResetOptions? options, string[] names)
    {
        if (options is not null)
            Check(options, names);
    }

    private static void Check(ResetOptions options, string[] names)
    {
        foreach ((string name, double value) in options)
        {
            if (!names.Contains(name))
                throw new ArgumentException($"There is no reset option '{name}'.{NearestName.Suggestion(name, names)}", nameof(options));
            if (!double.IsFinite(value))
                throw new ArgumentException($"The reset option '{name}' is finite, but was {value}.", nameof(options));
        }
    }
}
