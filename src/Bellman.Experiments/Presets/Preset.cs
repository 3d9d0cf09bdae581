using Bellman.Environments;

namespace Bellman.Experiments;

/// <summary>A training that is known to work, under a name.</summary>
public sealed record Preset
{
    /// <summary>Creates a preset, whose options bear its name from then on.</summary>
    /// <param name="name">The name that <c>--preset</c> takes.</param>
    /// <param name="summary">One line for people.</param>
    /// <param name="source">Where its settings come from.</param>
    /// <param name="options">What the run is made of; where it names no options of the environment, the environment's defaults are taken.</param>
    public Preset(string name, string summary, string source, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Name, Summary, Source) = (name, summary, source);
        Options = options with { Preset = name, EnvironmentOptions = options.EnvironmentOptions ?? Envs.DefaultOptions(options.Environment) };
    }

    /// <summary>The name that <c>--preset</c> takes.</summary>
    public string Name { get; }

    /// <summary>One line for people.</summary>
    public string Summary { get; }

    /// <summary>Where its settings come from.</summary>
    public string Source { get; }

    /// <summary>Everything that the run is made of; the seed is left to the user.</summary>
    public RunOptions Options { get; }

    /// <summary>
    /// The environments that are trained with this preset when none is named and its agent, or no agent, is asked for
    /// (<see cref="Presets.DefaultFor(string, string)"/>). Default: none.
    /// </summary>
    public IReadOnlyList<string> TunedFor { get; init; } = [];
}
