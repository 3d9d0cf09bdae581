using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// Deep Q-learning (Mnih et al. 2015) for discrete actions, with the double estimator (van Hasselt et al. 2016), the dueling network
/// (Wang et al. 2016), prioritized replay (Schaul et al. 2016), n-step returns (Sutton 1988), soft or hard targets and averaged weights as switches. It learns
/// <code>Q(s,a) towards y = r + gamma * (1 - terminated) * Q_target(s', argmax_a' Q_online(s', a'))</code>
/// from transitions drawn from a replay buffer. Only it has networks with a memory.
/// </summary>
public sealed class DqnAgent : DeepQAgent
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "dqn";

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">The actions are not discrete, or options are at odds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The replay buffer would be larger than a checkpoint holds.</exception>
    public DqnAgent(VectorEnv env, DqnOptions? options = null, ulong seed = 0)
        : base(env, options ?? new DqnOptions(), seed, static (actions, settings) => new ScalarHead(actions, (DqnOptions)settings))
    {
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;
}
