using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// C51 (Bellemare et al. 2017) for discrete actions: for each action the network says how probable each of a row of returns is, and learns the whole distribution
/// <code>Z(s,a) towards r + gamma * (1 - terminated) * Z_target(s', argmax_a' E[Z_online(s', a')])</code>
/// projected onto its atoms, by their cross-entropy. It acts on the expectations, which are its action values. With all switches of the family on it is Rainbow (Hessel et al. 2018).
/// </summary>
public sealed class C51Agent : DeepQAgent
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "c51";

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">The actions are not discrete, or options are at odds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The replay buffer would be larger than a checkpoint holds.</exception>
    public C51Agent(VectorEnv env, C51Options? options = null, ulong seed = 0)
        : base(env, options ?? new C51Options(), seed, static (actions, settings) => new CategoricalHead(actions, (C51Options)settings))
    {
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;
}
