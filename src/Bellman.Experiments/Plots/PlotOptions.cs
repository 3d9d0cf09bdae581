using Bellman.Numerics;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>How curves are plotted.</summary>
public sealed record PlotOptions
{
    /// <summary>The figure. Default: the return of each episode.</summary>
    public string Metric { get; init; } = RunCurves.Return;

    /// <summary>What the curves are drawn against. Default: environment steps.</summary>
    public CurveAxis Axis { get; init; }

    /// <summary>Over how many values the running mean is taken, at least 1. Default: 100.</summary>
    public int Window { get; init => field = Check.Positive(value); } = 100;

    /// <summary>What stands above the plot. Default: the environment and the run.</summary>
    public string? Title { get; init; }

    /// <summary>Where a dashed line marks the environment as solved. Not a number for none. Default: the runs' threshold, where they have the same one.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether each run has a line of its own, also where runs differ in their seed alone. Default: no.</summary>
    public bool Each { get; init; }
}
