using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Experiments.Tests;

public sealed class PlayKeysTests
{
    [Theory]
    [InlineData("LunarLander-v3", "ArrowLeft=1 ArrowRight=3 ArrowUp=2", "0", false)]
    [InlineData("LunarLanderContinuous-v3", "ArrowDown=-1,0 ArrowLeft=0,-1 ArrowRight=0,1 ArrowUp=1,0", "0,0", false)]
    [InlineData("CarRacing-v3", "ArrowDown=0,0,0.8 ArrowLeft=-1,0,0 ArrowRight=1,0,0 ArrowUp=0,1,0", "0,0,0", false)]
    [InlineData("CartPole-v1", "ArrowLeft=0 ArrowRight=1", "", false)]
    [InlineData("Pendulum-v1", "ArrowLeft=-2 ArrowRight=2", "0", false)]
    [InlineData("FrozenLake-v1", "ArrowDown=1 ArrowLeft=0 ArrowRight=2 ArrowUp=3", "", true)]
    [InlineData("Taxi-v3", "ArrowDown=0 ArrowLeft=3 ArrowRight=2 ArrowUp=1 Enter=5 Space=4", "", true)]
    public void Of_AWorld_MapsTheArrowsToItsDirections(string id, string expected, string idle, bool isTurnBased)
    {
        using Env env = Envs.Make(id);
        PlayKeys keys = PlayKeys.Of(env);
        Assert.Equal(expected, string.Join(" ", keys.Actions.Where(key => !char.IsDigit(key.Key[0])).OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => $"{key.Key}={string.Join(",", key.Value)}")));
        Assert.Equal(idle, string.Join(",", keys.Idle));
        Assert.Equal(isTurnBased, keys.IsTurnBased);
    }

    [Fact]
    public void Of_ChoicesOfADriver_MapsGasAndBrakeToUpAndDown()
    {
        using var race = new CarRacing(new CarRacingOptions { Continuous = false });
        PlayKeys keys = PlayKeys.Of(race);
        Assert.Equal([1, 2, 3, 4], ((string[])["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]).Select(key => keys.Actions[key][0]));
        Assert.Equal([0], keys.Idle);
    }

    [Fact]
    public void Of_EveryEnvironment_GivesActionsThatItHas()
    {
        foreach (EnvSpec spec in Envs.Specs)
        {
            using Env env = Envs.Make(spec.Id);
            PlayKeys keys = PlayKeys.Of(env);
            Assert.NotEmpty(keys.Actions);
            Assert.All(keys.Actions.Values, action => Assert.True(env.ActionSpace.Contains(action), spec.Id));
            Assert.True(keys.Idle.Count == 0 || env.ActionSpace.Contains([.. keys.Idle]), spec.Id);
        }
    }
}
