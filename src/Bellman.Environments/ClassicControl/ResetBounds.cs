using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>The bounds of the initial state that Gymnasium's classic control tasks take as reset options.</summary>
internal static class ResetBounds
{
    private static readonly string[] Names = ["low", "high"];

    /// <summary>Reads the options <c>low</c> and <c>high</c>.</summary>
    /// <param name="options">The options of the reset, or null.</param>
    /// <param name="low">The lower bound where none is given.</param>
    /// <param name="high">The upper bound where none is given.</param>
    /// <returns>Both bounds.</returns>
    /// <exception cref="ArgumentException">An option is unknown, not finite, or the bounds are out of order.</exception>
    public static (double Low, double High) Read(ResetOptions? options, double low, double high)
    {
        if (options is null)
            return (low, high);
        foreach ((string name, double value) in options)
        {
            if (!Names.Contains(name))
                throw new ArgumentException($"There is no reset option '{name}'.{NearestName.Suggestion(name, Names)}", nameof(options));
            if (!double.IsFinite(value))
                throw new ArgumentException($"The reset option '{name}' is finite, but was {value}.", nameof(options));
        }

        low = options.GetValueOrDefault("low", low);
        high = options.GetValueOrDefault("high", high);
        if (low > high)
            throw new ArgumentException($"The reset option 'low' ({low}) is not above 'high' ({high}).", nameof(options));
        return (low, high);
    }
}
