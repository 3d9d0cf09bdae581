using Bellman.Core;

namespace Bellman.Agents;

/// <summary>An entry of the registry of agents.</summary>
/// <param name="Name">The short name, for instance <c>dqn</c>.</param>
/// <param name="Summary">One sentence for people.</param>
/// <param name="DefaultOptions">The options record with its defaults.</param>
/// <param name="Create">Makes an agent for worlds like these, with options and the run's seed.</param>
public sealed record AgentRegistration(string Name, string Summary, object DefaultOptions, Func<VectorEnv, object, ulong, Agent> Create)
{
    /// <summary>
    /// Whether the agent may be taken for worlds of an observation and an action space for which no agent was named. What it says is a choice of defaults alone:
    /// worlds that do not suit are refused by <see cref="Create"/>, with the reason. Default: worlds with discrete actions.
    /// </summary>
    public Func<Space, Space, bool> Suits { get; init; } = (_, actions) => actions is Discrete;
}
