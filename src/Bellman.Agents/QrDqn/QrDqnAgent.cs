using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// QR-DQN (Dabney et al. 2018) for discrete actions: for each action the network says quantiles of the return, and learns them by the quantile Huber loss from
/// <code>r + gamma * (1 - terminated) * Z_target(s', argmax_a' E[Z(s', a')])</code>
/// where Z are the quantiles. It acts on their mean, which is its action value. No range of returns needs to be known.
/// </summary>
public sealed class QrDqnAgent : DeepQAgent
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "qrdqn";

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">The actions are not discrete, or options are at odds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The replay buffer would be larger than a checkpoint holds.</exception>
    public QrDqnAgent(VectorEnv env, QrDqnOptions? options = null, ulong seed = 0)
        : base(env, options ?? new QrDqnOptions(), seed, static (actions, settings) => new QuantileHead(actions, (QrDqnOptions)settings))
    {
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;
}
