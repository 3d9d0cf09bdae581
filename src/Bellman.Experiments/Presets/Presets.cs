using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Numerics;

namespace Bellman.Experiments;

/// <summary>
/// The presets by name, and which of them an environment is trained with when none is asked for. Each tutorial's preset has a file in <c>Tutorials</c>,
/// each agent's tuned ones have a file in <c>Tuned</c>, and both stand in the list here.
/// </summary>
public static class Presets
{
    /// <summary>Of several presets tuned for an environment, the first one here is the environment's default.</summary>
    private static readonly Lazy<Preset[]> Known = new(() =>
    [
        .. TunedDqn.All,
        .. TunedQLearning.All,
        .. TunedMemory.All,
        .. TunedMinAtar.All,
        .. TunedContinuous.All,
        .. TunedPpo.All,
        .. TunedA2c.All,
        LanderRobustPreset.Make(),
        MountainCarPreset.Make(),
        LanderSoftPreset.Make(),
        WengQLearningPreset.Make(),
        WengDqnPreset.Make(),
        WengPpoPreset.Make(),
        WengReinforcePreset.Make(),
        WengActorCriticPreset.Make(),
        WengDdpgPreset.Make(),
        CartPoleClassicPreset.Make(),
    ]);

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

    /// <summary>
    /// The options that an environment is trained with when no preset is named: those tuned for it and the agent where there are some, otherwise the defaults of both.
    /// </summary>
    /// <param name="environment">A registered environment.</param>
    /// <param name="agent">A registered agent, or <see langword="null"/> for the environment's best one.</param>
    /// <exception cref="UnknownEnvironmentException">Nothing is registered under the id; the message names the nearest known one.</exception>
    /// <exception cref="ArgumentException">There is no such agent; the message names the nearest.</exception>
    public static RunOptions DefaultFor(string environment, string? agent = null)
    {
        Envs.Spec(environment);
        if (agent is not null) AgentRegistry.Find(agent);
        Preset? tuned = Array.Find(Known.Value, preset => preset.TunedFor.Contains(environment) && (agent is null || preset.Options.Agent == agent));
        return tuned is not null
            ? tuned.Options with { Environment = environment, EnvironmentOptions = Envs.DefaultOptions(environment) }
            : RunOptions.Default(environment, agent ?? AgentFor(environment));
    }

    /// <summary>The first registered agent that suits the spaces of an environment; deep Q-learning, which says why not, where none does.</summary>
    private static string AgentFor(string environment)
    {
        using Env env = Envs.Make(environment);
        return AgentRegistry.All.FirstOrDefault(agent => agent.Suits(env.ObservationSpace, env.ActionSpace))?.Name ?? DqnAgent.RegisteredName;
    }
}
