using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Training.Tests;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_LongTraining_AllocatesNothingInTheLoop(int worlds)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 37), worlds);
        long before = 0, after = 0;
        var callback = new Watching(context =>
        {
            if (before == 0 && context.Step >= 100_000) before = GC.GetAllocatedBytesForCurrentThread();
            if (after == 0 && context.Step >= 1_100_000) after = GC.GetAllocatedBytesForCurrentThread();
        });
        new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { callback } }.Run(1_200_000);
        Assert.NotEqual(0, after);
        Assert.Equal(0, after - before);
    }

    /// <summary>The real loop, learning: physics, network, replay and optimizer.</summary>
    [Theory]
    [InlineData("CartPole-v1", 1_000_000)]
    [InlineData("LunarLander-v3", 100_000)]
    public void Run_LearningDqn_AllocatesNothingInTheLoop(string id, long steps)
    {
        const long WarmUp = 20_000;
        using VectorEnv env = Envs.MakeVector(id);
        var agent = new DqnAgent(env, new DqnOptions { HiddenSizes = [32, 32], BatchSize = 32, NStep = 2, MaxGradientNorm = 10 }, 1);
        long before = 0, after = 0, updates = 0;
        var callback = new Watching(context =>
        {
            if (before == 0 && context.Step >= WarmUp) (before, updates) = (GC.GetAllocatedBytesForCurrentThread(), agent.Updates);
            if (after == 0 && context.Step >= WarmUp + steps) after = GC.GetAllocatedBytesForCurrentThread();
        });
        new Trainer(env, agent) { Seed = 1, Callbacks = { callback } }.Run(WarmUp + steps);
        Assert.Equal(steps / 4, agent.Updates - updates);
        Assert.Equal(0, after - before);
    }

    /// <summary>The same with rollouts of several worlds: both a CartPole whose pole is kept up and one whose time limit is met.</summary>
    [Theory]
    [InlineData("CartPole-v1", 4, 400_000)]
    [InlineData("LunarLanderContinuous-v3", 2, 100_000)]
    public void Run_LearningPpo_AllocatesNothingInTheLoop(string id, int worlds, long steps)
    {
        const long WarmUp = 60_000;
        using VectorEnv env = Envs.MakeVector(id, worlds);
        var agent = new PpoAgent(env, new PpoOptions { ActorHiddenSizes = [32], CriticHiddenSizes = [32], RolloutSteps = 64, BatchSize = 32, Epochs = 2 }, 1);
        long before = 0, after = 0, updates = 0;
        var callback = new Watching(context =>
        {
            if (before == 0 && context.Step >= WarmUp) (before, updates) = (GC.GetAllocatedBytesForCurrentThread(), agent.Updates);
            if (after == 0 && context.Step >= WarmUp + steps) after = GC.GetAllocatedBytesForCurrentThread();
        });
        new Trainer(env, agent) { Seed = 1, Callbacks = { callback } }.Run(WarmUp + steps);
        Assert.True(agent.Updates > updates);
        Assert.Equal(0, after - before);
    }

    private sealed class Watching(Action<TrainingContext> step) : ICallback
    {
        public void OnStep(TrainingContext context) => step(context);
    }
}
