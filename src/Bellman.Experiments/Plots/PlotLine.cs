namespace Bellman.Experiments;

/// <summary>A line of a plot, with a value for each of its places; not a number where there is none.</summary>
/// <param name="Label">What it is called in the legend.</param>
/// <param name="Values">The running means.</param>
public sealed record PlotLine(string Label, double[] Values)
{
    /// <summary>The interval in which the mean over seeds lies with 95% confidence; <see langword="null"/> for a single run.</summary>
    public (double[] Low, double[] High)? Band { get; init; }

    /// <summary>The smallest and largest single value at each place, for the background; <see langword="null"/> for none.</summary>
    public (double[] Low, double[] High)? Background { get; init; }
}
