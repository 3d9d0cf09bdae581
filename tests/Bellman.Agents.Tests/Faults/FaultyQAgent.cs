using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>DQN or QR-DQN, as its options say, with a head that has a fault.</summary>
internal sealed class FaultyQAgent(VectorEnv env, DeepQOptions options, FaultyHead.Fault fault) : DeepQAgent(env, options, seed: 1, (actions, settings) => new FaultyHead(Head(actions, settings), fault))
{
    public override string Name => "faulty";

    private static QHead Head(int actions, DeepQOptions options) =>
        options is QrDqnOptions quantiles ? new QuantileHead(actions, quantiles) : new ScalarHead(actions, (DqnOptions)options);
}
