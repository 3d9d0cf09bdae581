using Bellman.Core;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Learning.Tests;

/// <summary>Q-learning finds the policy that value iteration finds in the table of transitions, with each of ten seeds.</summary>
public sealed class TabularTests
{
    private const double Discount = 0.99;
    private const int Seeds = 10;

    [Theory]
    [InlineData("FrozenLake-v1")]
    [InlineData("CliffWalking-v1")]
    public void Defaults_GreedyPolicy_IsAsGoodAsTheBest(string environment) => Assert.All(Losses(environment), loss => Assert.InRange(loss, 0, 1e-6));

    /// <summary>Sarsa learns what its own random steps cost, and goes the long way round the cliff (Sutton and Barto 2018, example 6.6).</summary>
    [Fact]
    public void CliffWalking_SarsaThatExplores_KeepsAwayFromTheCliff() =>
        Assert.All(Losses("CliffWalking-v1", "agent.target=sarsa", "agent.epsilon_schedule=constant", "agent.epsilon_start=0.1", "agent.learning_rate=0.1"), loss => Assert.InRange(loss, 1, 10));

    /// <summary>A target that looks only one step ahead finds nothing on the lake.</summary>
    [Fact]
    public void FrozenLake_BlindToTheFuture_FailsTheGate() => Assert.All(Losses("FrozenLake-v1", "agent.discount=0"), loss => Assert.True(loss > 0.05));

    /// <summary>How much less than the best policy the learned one is worth where episodes start.</summary>
    private static double[] Losses(string environment, params string[] assignments)
    {
        RunOptions options = Presets.DefaultFor(environment).With(assignments);
        return [.. Enumerable.Range(0, Seeds).Select(seed => Loss(options, (ulong)seed))];
    }

    private static double Loss(RunOptions options, ulong seed)
    {
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, seed);
        new Trainer(env, agent) { Seed = seed, Options = options.Training }.Run();
        using Env world = env.CreateEnv();
        var model = (ITabularModel)world.Unwrapped;
        var plan = new TabularPlan(model, Discount);
        return plan.AtStart(plan.BestValues()) - plan.AtStart(plan.Values(Policy(agent, model)));
    }

    private static int[] Policy(Agent agent, ITabularModel model)
    {
        var policy = new int[model.StateCount];
        var action = new float[1];
        for (int state = 0; state < policy.Length; state++)
        {
            agent.ActGreedily([state], action);
            policy[state] = (int)action[0];
        }

        return policy;
    }
}
