using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The agents that can be made by name. A program adds its own with <see cref="Register"/>. Thread-safe.</summary>
public static class AgentRegistry
{
    private static readonly Dictionary<string, AgentRegistration> Known = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    static AgentRegistry()
    {
        Register(new AgentRegistration(
            DqnAgent.RegisteredName,
            "Deep Q-network with double and dueling forms, replay by priority, n-step returns and averaged weights, for discrete actions.",
            new DqnOptions(),
            (env, options, seed) => new DqnAgent(env, (DqnOptions)options, seed))
        {
            Suits = (observations, actions) => observations is not Discrete && actions is Discrete,
        });
        Register(new AgentRegistration(
            QrDqnAgent.RegisteredName,
            "QR-DQN: deep Q-learning with quantiles of the return for each action, with the switches of dqn, for discrete actions.",
            new QrDqnOptions(),
            (env, options, seed) => new QrDqnAgent(env, (QrDqnOptions)options, seed))
        {
            Suits = (observations, actions) => observations is not Discrete && actions is Discrete,
        });
        Register(new AgentRegistration(
            C51Agent.RegisteredName,
            "C51: deep Q-learning with probabilities of the return for each action, Rainbow with the switches of dqn on, for discrete actions.",
            new C51Options(),
            (env, options, seed) => new C51Agent(env, (C51Options)options, seed))
        {
            Suits = (observations, actions) => observations is not Discrete && actions is Discrete,
        });
        Register(new AgentRegistration(
            QLearningAgent.RegisteredName,
            "Q-learning, Sarsa and Expected Sarsa with a table, double or single, for numbered states and discrete actions.",
            new QLearningOptions(),
            (env, options, seed) => new QLearningAgent(env, (QLearningOptions)options, seed))
        {
            Suits = (observations, actions) => observations is Discrete && actions is Discrete,
        });
        Register(new AgentRegistration(
            SacAgent.RegisteredName,
            "Soft actor-critic: an actor that is paid for uncertainty, two critics and a learned temperature, for actions that are numbers.",
            new SacOptions(),
            (env, options, seed) => new SacAgent(env, (SacOptions)options, seed))
        {
            Suits = (_, actions) => actions is Box,
        });
        Register(new AgentRegistration(
            TqcAgent.RegisteredName,
            "Truncated quantile critics: SAC whose critics say quantiles of the return and learn from all but the largest, for actions that are numbers.",
            new TqcOptions(),
            (env, options, seed) => new TqcAgent(env, (TqcOptions)options, seed))
        {
            Suits = (_, actions) => actions is Box,
        });
        Register(new AgentRegistration(
            Td3Agent.RegisteredName,
            "Twin delayed DDPG: two critics, smoothed targets and an actor that waits for them, for actions that are numbers.",
            new Td3Options(),
            (env, options, seed) => new Td3Agent(env, (Td3Options)options, seed))
        {
            Suits = (_, actions) => actions is Box,
        });
        Register(new AgentRegistration(
            DdpgAgent.RegisteredName,
            "Deep deterministic policy gradient: a critic's slope teaches an actor, for actions that are numbers.",
            new DdpgOptions(),
            (env, options, seed) => new DdpgAgent(env, (DdpgOptions)options, seed))
        {
            Suits = (_, actions) => actions is Box,
        });
        Register(new AgentRegistration(
            PpoAgent.RegisteredName,
            "Proximal policy optimization with generalized advantages, with action masks, convolutions and memory, for choices, switches and continuous actions.",
            new PpoOptions(),
            (env, options, seed) => new PpoAgent(env, (PpoOptions)options, seed))
        {
            Suits = (observations, actions) => observations is not Discrete && Policy.Suits(actions),
        });
        Register(new AgentRegistration(
            ReinforceAgent.RegisteredName,
            "REINFORCE, the policy gradient of whole episodes, with or without a baseline, for choices, switches and continuous actions.",
            new ReinforceOptions(),
            (env, options, seed) => new ReinforceAgent(env, (ReinforceOptions)options, seed))
        {
            Suits = (observations, actions) => observations is not Discrete && Policy.Suits(actions),
        });
        Register(new AgentRegistration(
            ActorCriticAgent.RegisteredName,
            "Actor-critic with one-step targets: the temporal-difference error judges each action, for choices, switches and continuous actions.",
            new ActorCriticOptions(),
            (env, options, seed) => new ActorCriticAgent(env, (ActorCriticOptions)options, seed))
        {
            Suits = (observations, actions) => observations is not Discrete && Policy.Suits(actions),
        });
        Register(new AgentRegistration(
            A2cAgent.RegisteredName,
            "Advantage actor-critic: one update after a few steps in several worlds, for choices, switches and continuous actions.",
            new A2cOptions(),
            (env, options, seed) => new A2cAgent(env, (A2cOptions)options, seed))
        {
            Suits = (observations, actions) => observations is not Discrete && Policy.Suits(actions),
        });
        Register(new AgentRegistration(
            ArsAgent.RegisteredName,
            "Augmented random search: shakes the weights of a policy and goes where episodes earned more, for choices, switches and continuous actions.",
            new ArsOptions(),
            (env, options, seed) => new ArsAgent(env, (ArsOptions)options, seed))
        {
            Suits = (_, _) => false, // A baseline to compare with is asked for by name.
        });
    }

    /// <summary>All registered agents.</summary>
    public static IReadOnlyList<AgentRegistration> All
    {
        get
        {
            lock (Gate) return [.. Known.Values];
        }
    }

    /// <summary>Registers an agent.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public static void Register(AgentRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        lock (Gate)
        {
            if (!Known.TryAdd(registration.Name, registration))
                throw new ArgumentException($"The agent '{registration.Name}' is registered already.", nameof(registration));
        }
    }

    /// <summary>The entry of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static AgentRegistration Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (Gate)
        {
            return Known.TryGetValue(name, out AgentRegistration? registration)
                ? registration
                : throw new ArgumentException($"There is no agent '{name}'.{NearestName.Suggestion(name, Known.Keys)} `bellman agents` lists them all.");
        }
    }

    /// <summary>Makes an agent by name.</summary>
    /// <param name="name">A registered name.</param>
    /// <param name="env">Worlds like those that it will act in.</param>
    /// <param name="options">Its options record; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="ArgumentException">The name is unknown, the options are of another agent's type, or the spaces do not suit the agent.</exception>
    public static Agent Create(string name, VectorEnv env, object? options, ulong seed)
    {
        AgentRegistration registration = Find(name);
        options ??= registration.DefaultOptions;
        if (options.GetType() != registration.DefaultOptions.GetType())
            throw new ArgumentException($"The agent '{name}' takes {registration.DefaultOptions.GetType().Name}, not {options.GetType().Name}.", nameof(options));
        return registration.Create(env, options, seed);
    }

    /// <summary>Makes the agent of a model file, with the options stored there, and loads the model.</summary>
    /// <param name="path">A model file, or a checkpoint of a training.</param>
    /// <param name="makeEnv">Makes worlds from the environment id in the file; the caller disposes them.</param>
    /// <exception cref="CheckpointFormatException">The file is damaged, or its agent or options are unknown here.</exception>
    public static Agent LoadModel(string path, Func<string, VectorEnv> makeEnv) => LoadModel(ModelFile.Open(path), makeEnv);

    /// <inheritdoc cref="LoadModel(string, Func{string, VectorEnv})"/>
    /// <param name="reader">A model, as <see cref="ModelFile.Open"/> gives it.</param>
    /// <param name="makeEnv">Makes worlds from the environment id in the file; the caller disposes them.</param>
    public static Agent LoadModel(CheckpointReader reader, Func<string, VectorEnv> makeEnv)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(makeEnv);
        Agent agent;
        try
        {
            AgentRegistration registration = Find(reader.ReadText("agent"));
            var json = (JsonObject)JsonNode.Parse(reader.ReadText("options"))!;
            object options = OptionsJson.Read(registration.DefaultOptions.GetType(), json, "");
            agent = registration.Create(makeEnv(reader.ReadText("environment")), options, 0);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw reader.Fault(exception.Message, exception);
        }

        agent.ReadModel(reader);
        return agent;
    }
}
