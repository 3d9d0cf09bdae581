using Bellman.Core;

namespace Bellman.Environments.Tests;

public class EndlessTests
{
    [Fact]
    public void Step_PaysTheSameUntilTheTimeLimitTruncates()
    {
        using Env env = Envs.Make("Endless-v0", new EndlessOptions { Reward = 2.5f });
        float[] observation = new float[1];
        env.Reset(observation, seed: 1);
        for (int i = 1; i <= 10; i++)
        {
            Assert.Equal(new StepResult(2.5f, Terminated: false, Truncated: i == 10), env.Step([i % 2], observation));
            Assert.Equal(1, observation[0]);
        }
    }

    [Fact]
    public void Reward_NotFinite_IsRefused() =>
        Refusal.Of<ArgumentOutOfRangeException>("Reward", () => new EndlessOptions { Reward = float.NaN });
}
