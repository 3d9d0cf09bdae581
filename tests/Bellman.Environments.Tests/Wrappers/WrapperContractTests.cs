using Bellman.Core;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

/// <summary>What every wrapper keeps: observations in their space, equal seeds, saving in mid-episode, nothing allocated.</summary>
public class WrapperContractTests
{
    static WrapperContractTests() => Screen.Register();

    /// <summary>Each registered wrapper at least once, around a world that it suits.</summary>
    public static TheoryData<string, string> All => new()
    {
        { "CartPole-v1", "TimeLimit:7" },
        { "CartPole-v1", "TimeAware" },
        { "CartPole-v1", "RecordEpisodeStatistics:3" },
        { "CartPole-v1", "FlattenObservation" },
        { "CartPole-v1", "FrameStackObservation:4" },
        { "CartPole-v1", "FrameStackObservation:4,padding_type=zero" },
        { "MountainCar-v0", "RescaleObservation:-1,1" },
        { "CartPole-v1", "DiscretizeObservation:8,low=[-2.4,-2,-0.42,-3.5],high=[2.4,2,0.42,3.5]" },
        { "MountainCar-v0", "DiscretizeObservation:[20,15],multidiscrete=true" },
        { "CartPole-v1", "MaskVelocity" },
        { "MountainCarContinuous-v0", "MaskVelocity" },
        { "Pendulum-v1", "ClipAction" },
        { "MountainCarContinuous-v0", "ClipAction" },
        { "Pendulum-v1", "RescaleAction" },
        { "CartPole-v1", "NormalizeObservation" },
        { "MountainCar-v0", "NormalizeObservation:clip=10" },
        { "Pendulum-v1", "NormalizeReward:gamma=0.9" },
        { "CartPole-v1", "Autoreset" },
        { "Acrobot-v1", "PassiveEnvChecker" },
        { "Acrobot-v1", "OrderEnforcing" },
        { "FrozenLake-v1", "FlattenObservation" },
        { "Blackjack-v1", "FlattenObservation" },
        { "FrozenLake-v1", "FrameStackObservation:2" },
        { "CartPole-v1", "ReshapeObservation:[2,2]" },
        { "Blackjack-v1", "FilterObservation:[0,2]" },
        { "CartPole-v1", "DtypeObservation:double" },
        { "Screen-v0", "DtypeObservation:single" },
        { "CartPole-v1", "DelayObservation:3" },
        { "FrozenLake-v1", "DelayObservation:1" },
        { "Screen-v0", "GrayscaleObservation" },
        { "Screen-v0", "ResizeObservation:[7,9]" },
        { "Screen-v0", "MaxAndSkipObservation:3" },
        { "Screen-v0", "AtariPreprocessing:noop_max=5,screen_size=8,terminal_on_life_loss=true" },
        { "Screen-v0", "AtariPreprocessing:grayscale_obs=false,scale_obs=true" },
        { "Screen-v0", "AddWhiteNoise:0.2" },
        { "Screen-v0", "ObstructView:0.3,3,true" },
        { "Pendulum-v1", "DiscretizeAction:5" },
        { "LunarLanderContinuous-v3", "DiscretizeAction:3,multidiscrete=true" },
        { "CartPole-v1", "StickyAction:0.25,[1,3]" },
        { "Acrobot-v1", "RepeatAction:3" },
        { "Pendulum-v1", "ClipReward:-1,1" },
        { "Pendulum-v1", "TransformReward:0.1" },
        { "Acrobot-v1", "AddRenderObservation:width=24,height=16" },
        { "Blackjack-v1", "AddRenderObservation:render_only=false,width=24,height=16" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Check_Wrapped_FindsNothingWrong(string id, string wrapper) =>
        Assert.True(EnvironmentChecker.Check(() => WrapperRegistry.Wrap(Envs.Make(id), wrapper)).CanSave);

    /// <summary>Pictures that are kept take memory, which is what the wrapper is for. RecordVideo writes files; it has tests of its own.</summary>
    [Fact]
    public void Examine_OfRenderCollection_FindsTheMemoryOfItsPicturesAlone() => Assert.All(
        EnvironmentChecker.Examine(() => WrapperRegistry.Wrap(Envs.Make("Acrobot-v1"), "RenderCollection"), steps: 20).Faults,
        fault => Assert.True(fault.Kind is FindingKind.StepAllocates or FindingKind.ResetAllocates, fault.ToString()));

    [Fact]
    public void Check_OfAllWrappers_LeavesNoneOut()
    {
        IEnumerable<string> covered = All.Select(row => row.Data.Item2.Split(':')[0]).Concat(["RenderCollection", "RecordVideo"]);
        Assert.Empty(WrapperRegistry.All.Select(registration => registration.Name).Except(covered));
    }

    [Fact]
    public void Check_OfALongStack_FindsNothingWrong()
    {
        string[] stack =
        [
            "MaskVelocity", "TimeAware", "NormalizeObservation", "FrameStackObservation:4", "FlattenObservation", "NormalizeReward", "RescaleAction:0,1", "StickyAction:0.1", "ClipAction", "TimeLimit:50",
        ];
        Assert.True(EnvironmentChecker.Check(() => WrapperRegistry.Wrap(Envs.Make("Pendulum-v1"), stack)).CanSave);
    }
}
