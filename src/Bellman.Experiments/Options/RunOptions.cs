using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Numerics;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Everything that makes a run: the environment and the agent with their options, how long to train, and the seed. Its JSON form
/// (<see cref="RunOptionsJson"/>) is the <c>config.json</c> of a run folder, what <c>--config</c> reads, and what <c>--set</c> changes.
/// </summary>
public sealed record RunOptions
{
    /// <summary>The preset that the options began with, or <see langword="null"/> for none.</summary>
    public string? Preset { get; init; }

    /// <summary>The seed of the run; <see langword="null"/> until one is drawn.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The id of the environment, for instance <c>LunarLander-v3</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The environment's options record; <see langword="null"/> where it has none.</summary>
    public object? EnvironmentOptions { get; init; }

    /// <summary>
    /// The wrappers around each world, innermost first, each as its name with arguments after a colon: <c>FrameStackObservation:4</c>
    /// (<see cref="WrapperRegistry"/>). Default: none.
    /// </summary>
    public IReadOnlyList<string> Wrappers { get; init => field = [.. value.Select(WrapperRegistry.Check)]; } = [];

    /// <summary>How many worlds are stepped together, from 1 to 4096. Default: 1.</summary>
    public int Worlds { get; init => field = Check.Range(value, 1, 4096); } = 1;

    /// <summary>
    /// On how many threads the worlds are stepped, from 1 to 256. The results are the same for any number; more than one can pay where there are several worlds and a step takes
    /// many microseconds, as the walker's. Default: 1.
    /// </summary>
    public int Threads { get; init => field = Check.Range(value, 1, 256); } = 1;

    /// <summary>The name of the agent, for instance <c>dqn</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>The agent's options record.</summary>
    public required object AgentOptions { get; init; }

    /// <summary>How long the training lasts and what is kept of it.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Options for an environment and an agent with the defaults of both.</summary>
    /// <param name="environment">A registered environment.</param>
    /// <param name="agent">A registered agent.</param>
    /// <exception cref="ArgumentException">Either is unknown.</exception>
    public static RunOptions Default(string environment, string agent) => new()
    {
        Environment = environment,
        EnvironmentOptions = Envs.DefaultOptions(environment),
        Agent = agent,
        AgentOptions = AgentRegistry.Find(agent).DefaultOptions,
    };

    /// <summary>Makes one world, wrapped.</summary>
    public Env MakeEnv() => WrapperRegistry.Wrap(Envs.Make(Environment, EnvironmentOptions), Wrappers);

    /// <summary>Makes the worlds of the run, wrapped. The caller disposes them.</summary>
    public VectorEnv MakeVector() =>
        Envs.MakeVector(Environment, Worlds, EnvironmentOptions, Threads, Wrappers.Count == 0 ? null : env => WrapperRegistry.Wrap(env, Wrappers));

    /// <summary>Makes the agent of the run.</summary>
    /// <param name="env">Worlds of <see cref="MakeVector"/>.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="ArgumentException">The agent does not suit the environment's spaces, or can't be trained with its options in so many worlds.</exception>
    public Agent MakeAgent(VectorEnv env, ulong seed)
    {
        Agent agent = AgentRegistry.Create(Agent, env, AgentOptions, seed);
        agent.EnvironmentId = Environment;
        agent.EnvironmentOptions = EnvironmentOptions is null ? "{}" : OptionsJson.Write(EnvironmentOptions);
        agent.EnvironmentWrappers = Wrappers;
        agent.RequireTrainable();
        Training.RequireSuitable(agent);
        return agent;
    }

    /// <summary>The options with others set by path, as <c>--set</c> does.</summary>
    /// <param name="assignments">Texts such as <c>agent.learning_rate=1e-3</c>.</param>
    /// <exception cref="FormatException">A path is unknown or a value of the wrong type; the message says which, and what was likely meant.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RunOptions With(params IEnumerable<string> assignments) => RunOptionsJson.With(this, assignments);
}
