using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>REINFORCE keeps whole episodes, however long they are; room for them is made before the first step.</summary>
public sealed class ReinforceRoomTests
{
    private const int Length = 1700, Worlds = 3, Attempts = 3;

    /// <summary>
    /// Every episode goes on to its time limit, which lies beyond the room that is made where none is known, and all worlds end in the same step: the fullest that the buffers can get. Each
    /// agent is measured from its first step on, since one that grows has grown when its first episodes have been played.
    /// </summary>
    [Fact]
    public void Step_EpisodesUpToTheTimeLimit_AllocatesNothingFromTheFirstStepOn()
    {
        Allocated(new ReinforceOptions { ActorHiddenSizes = [8], CriticHiddenSizes = [8], EpisodesPerUpdate = 2 }); // What the runtime itself allocates when code runs for the first time.
        Assert.Equal(0, Allocated(new ReinforceOptions { ActorHiddenSizes = [8], CriticHiddenSizes = [8], EpisodesPerUpdate = 2 }));
    }

    [Fact]
    public void Step_NoLimitKnown_TakesRoomWhenAnEpisodeNeedsIt()
    {
        using var env = new SyncVectorEnv(() => new LongEpisodes(new IdentityWorld()), 1);
        var agent = new ReinforceAgent(env, new ReinforceOptions { ActorHiddenSizes = [8], CriticHiddenSizes = [8] }, 1);
        env.Reset(1);
        Steps(env, agent, 2 * Length);
        Assert.Null(env.MaxEpisodeSteps);
        Assert.Equal(2, agent.Updates);
    }

    [Fact]
    public void MaxEpisodeSteps_SeveralLimits_IsTheLowest()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new TimeAware(new TimeLimit(new IdentityWorld(), 30)), 50), 2);
        Assert.Equal(30, env.MaxEpisodeSteps);
    }

    /// <summary>The least of a few agents' bytes: a garbage collection on another thread may add to them, growing adds to all.</summary>
    private static long Allocated(ReinforceOptions options)
    {
        long least = long.MaxValue;
        float[] actions = new float[Worlds];
        for (int i = 0; i < Attempts && least != 0; i++)
        {
            using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), Length), Worlds);
            var agent = new ReinforceAgent(env, options, 1);
            env.Reset(1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Steps(env, agent, (2 * Length) + 10, actions);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(2, agent.Updates);
        }

        return least;
    }

    /// <summary>Ends episodes as a time limit does, without being one.</summary>
    private sealed class LongEpisodes(Env inner) : Wrapper(inner)
    {
        private int _steps;

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
        {
            StepResult result = base.OnStep(action, observation);
            if (++_steps % Length == 0) result = result with { Truncated = true };
            return result;
        }
    }
}
