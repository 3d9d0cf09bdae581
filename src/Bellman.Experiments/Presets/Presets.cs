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
        .. TunedQrDqn.All,
        .. TunedC51.All,
        .. TunedRainbow.All,
        .. TunedQLearning.All,
        .. TunedMemory.All,
        .. TunedMinAtar.All,
        .. TunedContinuous.All,
        .. TunedMountainCarContinuous.All,
        .. TunedPpo.All,
        .. TunedLanderContinuous.All,
        .. TunedA2c.All,
        .. TunedWalker.All,
        .. RlToolsPendulum.All,
        .. TunedArs.All,
        .. TunedCar.All,
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
    public static RunOptions DefaultFor(string environment, string? agent = null) => DefaultFor(environment, agent, inner: null, outer: []);

    /// <summary>
    /// The same where wrappers are asked for: the agent suits the spaces that they show. A table is the default for a CartPole whose observations they number.
    /// </summary>
    /// <param name="environment">A registered environment.</param>
    /// <param name="agent">A registered agent, or <see langword="null"/> for the best one.</param>
    /// <param name="inner">Wrappers in the place of a preset's own; <see langword="null"/> where the preset's stay.</param>
    /// <param name="outer">Wrappers around those.</param>
    /// <returns>The options; of wrappers they hold the preset's own, where those go together with what is asked for.</returns>
    internal static RunOptions DefaultFor(string environment, string? agent, IReadOnlyList<string>? inner, IReadOnlyList<string> outer)
    {
        Envs.Spec(environment);
        if (agent is not null) AgentRegistry.Find(agent);
        RunOptions[] tuned =
        [
            .. Known.Value.Where(preset => preset.TunedFor.Contains(environment) && (agent is null || preset.Options.Agent == agent))
                .Select(preset => preset.Options with { Environment = environment, EnvironmentOptions = OptionsFor(environment, preset.Options) }),
        ];
        bool asItIs = inner is null && outer.Count == 0;
        RunOptions? suited = asItIs ? tuned.FirstOrDefault() : tuned
            .Concat(tuned.Select(options => options with { Wrappers = [] }))
            .FirstOrDefault(options => Shows(environment, options.EnvironmentOptions, [.. inner ?? options.Wrappers, .. outer], Suits(options)));
        if (agent is not null) suited ??= tuned.FirstOrDefault();
        return suited ?? RunOptions.Default(environment, agent ?? AgentFor(environment, [.. inner ?? [], .. outer]));
    }

    /// <summary>What spaces a preset's agent suits with the preset's settings: noise by state is one for actions that are real numbers.</summary>
    private static Func<Space, Space, bool> Suits(RunOptions preset)
    {
        Func<Space, Space, bool> agent = AgentRegistry.Find(preset.Agent).Suits;
        return preset.AgentOptions is RolloutOptions { SdeSampleFrequency: > 0 } ? (observations, actions) => actions is Box && agent(observations, actions) : agent;
    }

    /// <summary>The environment's options in a preset, where it is of that very environment; those of another version are that version's own.</summary>
    private static object? OptionsFor(string environment, RunOptions preset) => preset.Environment == environment ? preset.EnvironmentOptions : Envs.DefaultOptions(environment);

    /// <summary>The first registered agent that suits the spaces of an environment; deep Q-learning, which says why not, where none does.</summary>
    private static string AgentFor(string environment, IReadOnlyList<string> wrappers) =>
        AgentRegistry.All.FirstOrDefault(agent => Shows(environment, Envs.DefaultOptions(environment), wrappers, agent.Suits))?.Name ?? DqnAgent.RegisteredName;

    /// <summary>Whether a wrapped environment has such spaces; wrappers that do not go around it are refused later, where its worlds are made.</summary>
    private static bool Shows(string environment, object? options, IReadOnlyList<string> wrappers, Func<Space, Space, bool> suits)
    {
        try
        {
            using Env env = WrapperRegistry.Wrap(Envs.Make(environment, options), wrappers);
            return suits(env.ObservationSpace, env.ActionSpace);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
