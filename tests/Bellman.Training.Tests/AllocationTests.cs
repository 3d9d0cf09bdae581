using Bellman.Core;

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

    private sealed class Watching(Action<TrainingContext> step) : ICallback
    {
        public void OnStep(TrainingContext context) => step(context);
    }
}
