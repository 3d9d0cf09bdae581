using Bellman.Agents;
using Bellman.Core;
using Bellman.Testing;

namespace Bellman.Experiments.Tests;

/// <summary>T0, the Keras article. That a time-out is stored as a terminal state is among the <see cref="SharedFaults"/>.</summary>
public sealed class LanderRobustFaults
{
    /// <summary>
    /// "Masking by 'target == 0' drops genuine zero targets": the loss was taken over the entries that are not zero, instead of over the action taken. Where every step pays nothing and
    /// ends the episode, all targets are zero, and the values must come to it.
    /// </summary>
    [Fact]
    public void Masking_DropsGenuineZeroTargets()
    {
        RunOptions options = Faults.QuickDqn("lander-robust");
        Assert.Contains(Faults.ActionValues(Faults.Train(options, () => new StillWorld { Reward = 0 }, 1), 1), value => Math.Abs(value) > 0.05);
        Agent agent = Faults.Train(options, () => new StillWorld { Reward = 0 }, 2000);
        Assert.All(Faults.ActionValues(agent, 1), value => Assert.Equal(0, value, 0.005));
    }

    /// <summary>"The ring buffer never replaces its last slot": after twice as many transitions as it holds, none of the first is left.</summary>
    [Fact]
    public void RingBuffer_NeverReplacesItsLastSlot()
    {
        var replay = new ReplayBuffer(capacity: 5, observationSize: 1, actionSize: 1);
        for (int i = 0; i < 10; i++) replay.Add([i], [0], i, [i], 0);
        Assert.Equal(5, replay.Count);
        Assert.Equal([5f, 6f, 7f, 8f, 9f], Enumerable.Range(0, 5).Select(replay.Reward).Order());
    }

    /// <summary>"The step fraction skips .001 and ends at 1.001": it is 0 at the start, one part of the limit more with each step, and 1 at the time-out.</summary>
    [Fact]
    public void StepFraction_SkipsOneAndEndsBeyondTheEnd()
    {
        RunOptions options = Presets.Find("lander-robust").Options;
        using (Env lander = options.MakeEnv()) Assert.Equal([0, 0.001f, 0.002f, 0.003f], Fractions(lander).Take(4));
        using Env car = (options with { Environment = "MountainCar-v0", EnvironmentOptions = null }).MakeEnv();
        float[] fractions = [.. Fractions(car)];
        Assert.Equal(Enumerable.Range(0, 201).Select(step => step / 200f), fractions);
        Assert.Equal(1f, fractions[^1]);
    }

    /// <summary>"The target network is copied through the disk": a file would be opened, and that allocates. Each measured stretch has two copies.</summary>
    [Fact]
    public void TargetNetwork_IsCopiedThroughTheDisk()
    {
        RunOptions options = Presets.Find("lander-robust").Options.With("agent.target_update_every=100", "agent.buffer_size=2000");
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, seed: 1);
        var actions = new float[1];
        env.Reset(1);
        AllocationAssert.Zero(
            () =>
            {
                for (int step = 0; step < 200; step++)
                {
                    agent.Act(env.Observations, actions);
                    Transitions transitions = env.Step(actions);
                    agent.Observe(in transitions);
                    agent.Update();
                }
            },
            repetitions: 3);
        Assert.True(agent.Updates > 100);
    }

    /// <summary>The last number of each observation of an episode.</summary>
    private static IEnumerable<float> Fractions(Env env)
    {
        var observation = new float[env.ObservationSpace.Size];
        env.Reset(observation, seed: 1);
        yield return observation[^1];
        bool done = false;
        while (!done)
        {
            done = env.Step([0], observation).Done;
            yield return observation[^1];
        }
    }
}
