using Bellman.Core;
using Bellman.Environments;
using Bellman.Numerics;

namespace Bellman.Experiments;

/// <summary>The presets by name, and which of them an environment is trained with when none is asked for.</summary>
public static class Presets
{
    private static readonly Lazy<Preset[]> Known = new(() => [.. OwnPresets.All, .. TutorialPresets.All]);

    /// <summary>All presets: Bellman's own first.</summary>
    public static IReadOnlyList<Preset> All => Known.Value;

    /// <summary>The preset of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static Preset Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Find(Known.Value, preset => preset.Name == name)
            ?? throw new ArgumentException(
                $"There is no preset '{name}'.{NearestName.Suggestion(name, All.Select(preset => preset.Name))} `bellman presets` lists them all.");
    }

    /// <summary>The options that an environment is trained with when no preset is named: Bellman's own tuned ones where there are some.</summary>
    /// <param name="environment">A registered environment.</param>
    /// <exception cref="UnknownEnvironmentException">Nothing is registered under the id; the message names the nearest known one.</exception>
    public static RunOptions DefaultFor(string environment)
    {
        Envs.Spec(environment);
        return OwnPresets.For(environment) is { } preset
            ? preset.Options with { Environment = environment, EnvironmentOptions = Envs.DefaultOptions(environment) }
            : RunOptions.Default(environment, "dqn");
    }
}
