using Bellman.Core;

namespace Bellman.Environments.Tests;

public class FrozenLakeTests
{
    private const int Left = 0;
    private const int Down = 1;
    private const int Right = 2;
    private const int Up = 3;
    private readonly float[] _observation = new float[1];

    [Theory]
    [InlineData("FrozenLake-v1", 100, 0.7, 16)]
    [InlineData("FrozenLake8x8-v1", 200, 0.85, 64)]
    public void Spec_OfEachId_IsGymnasiums(string id, int limit, double threshold, int states)
    {
        using Env env = Envs.Make(id);
        Assert.Equal((limit, threshold), (env.Spec!.MaxEpisodeSteps, env.Spec.RewardThreshold));
        Assert.Equal(new Discrete(states), env.ObservationSpace);
        Assert.Equal(new Discrete(4), env.ActionSpace);
    }

    [Fact]
    public void Step_OnFirmIce_GoesWhereItIsToldAndReachesTheGoal()
    {
        using var env = new FrozenLake(new FrozenLakeOptions { IsSlippery = false });
        env.Reset(_observation, seed: 1);
        (int Action, int Cell)[] way = [(Up, 0), (Left, 0), (Down, 4), (Down, 8), (Right, 9), (Down, 13), (Right, 14)];
        foreach ((int action, int cell) in way)
        {
            Assert.Equal(new StepResult(0, false), env.Step([action], _observation));
            Assert.Equal(cell, _observation[0]);
        }

        Assert.Equal(new StepResult(1, Terminated: true), env.Step([Right], _observation));
        Assert.Equal(15, _observation[0]);
    }

    [Fact]
    public void Step_IntoAHole_EndsWithoutReward()
    {
        using var env = new FrozenLake(new FrozenLakeOptions { IsSlippery = false });
        env.Reset(_observation, seed: 1);
        env.Step([Right], _observation);
        Assert.Equal(new StepResult(0, Terminated: true), env.Step([Down], _observation));
        Assert.Equal(5, _observation[0]);
    }

    [Theory]
    [InlineData(1.0 / 3)]
    [InlineData(0.75)]
    public void Step_OnSlipperyIce_GoesAsideAsOftenAsSaid(double successRate)
    {
        using var env = new FrozenLake(new FrozenLakeOptions { Desc = ["FFF", "FSF", "FFG"], SuccessRate = successRate });
        int[] reached = new int[9];
        env.Reset(_observation, seed: 1);
        for (int i = 0; i < 20_000; i++)
        {
            env.Step([Right], _observation);
            reached[(int)_observation[0]]++;
            env.Reset(_observation);
        }

        Assert.Equal(successRate, reached[5] / 20_000.0, 0.02);
        Assert.Equal((1 - successRate) / 2, reached[1] / 20_000.0, 0.02);
        Assert.Equal((1 - successRate) / 2, reached[7] / 20_000.0, 0.02);
    }

    [Fact]
    public void RewardSchedule_OfOnesOwn_IsPaid()
    {
        using var env = new FrozenLake(new FrozenLakeOptions { Desc = ["SFG", "HFF"], IsSlippery = false, RewardSchedule = [10, -5, -0.5] });
        env.Reset(_observation, seed: 1);
        Assert.Equal(new StepResult(-5, Terminated: true), env.Step([Down], _observation));
        env.Reset(_observation);
        Assert.Equal(new StepResult(-0.5f, false), env.Step([Right], _observation));
        Assert.Equal(new StepResult(10, Terminated: true), env.Step([Right], _observation));
    }

    [Fact]
    public void MapName_Random_DrawsTheMapOfItsSeed()
    {
        using var env = new FrozenLake(new FrozenLakeOptions { MapName = "random", MapSize = 5, MapFrozen = 0.7, MapSeed = 3 });
        Assert.Equal(FrozenLakeMap.Draw(5, 0.7, 3), env.Map);
        Assert.Equal(25, env.StateCount);
        Assert.NotEqual(FrozenLakeMap.Draw(5, 0.7, 4), env.Map);
    }

    [Fact]
    public void Reset_WithSeveralStarts_BeginsAtEach()
    {
        using var env = new FrozenLake(new FrozenLakeOptions { Desc = ["SFS", "HGF"] });
        var starts = new HashSet<float>();
        for (ulong seed = 0; seed < 20; seed++)
        {
            env.Reset(_observation, seed);
            starts.Add(_observation[0]);
        }

        Assert.Equal([0, 2], starts.Order());
    }

    [Fact]
    public void Options_ThatAreImpossible_SayWhy()
    {
        Refusal.Of<ArgumentException>("same length", () => new FrozenLakeOptions { Desc = ["SF", "G"] });
        Refusal.Of<ArgumentException>("at least one S", () => new FrozenLakeOptions { Desc = ["FF", "FG"] });
        Refusal.Of<ArgumentException>("at least one G", () => new FrozenLakeOptions { Desc = ["SF", "FF"] });
        Refusal.Of<ArgumentException>("the letters S", () => new FrozenLakeOptions { Desc = ["SX", "FG"] });
        Refusal.Of<ArgumentException>("at least one", () => new FrozenLakeOptions { Desc = [] });
        Refusal.Of<ArgumentException>("'9x9'", () => new FrozenLakeOptions { MapName = "9x9" });
        Refusal.Of<ArgumentException>("three numbers", () => new FrozenLakeOptions { RewardSchedule = [1, 0] });
        Refusal.Of<ArgumentException>("three numbers", () => new FrozenLakeOptions { RewardSchedule = [1, 0, double.NaN] });
        Refusal.Of<ArgumentOutOfRangeException>("from 0 to 1", () => new FrozenLakeOptions { SuccessRate = 1.5 });
        Refusal.Of<ArgumentOutOfRangeException>("from 2 to 100", () => FrozenLakeMap.Draw(size: 1));
        Refusal.Of<ArgumentOutOfRangeException>("from 0.5 to 1", () => FrozenLakeMap.Draw(frozen: 0));
        using var env = new FrozenLake();
        Refusal.Of<ArgumentException>("'low'", () => env.Reset(_observation, seed: 1, new ResetOptions { ["low"] = 0 }));
        Refusal.Of<ArgumentOutOfRangeException>("state", () => env.Outcomes(16, 0));
        Refusal.Of<ArgumentOutOfRangeException>("action", () => env.Outcomes(0, 4));
    }

    [Fact]
    public void Load_OfAnotherMapsState_IsRefused()
    {
        using var large = new FrozenLake(new FrozenLakeOptions { Desc = ["GFFFFFFFFFFFFFFFFS"] });
        large.Reset(_observation, seed: 1);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "lake", large.Save);
        using var small = new FrozenLake();
        Refusal.Of<CheckpointFormatException>("number 17", () => small.Load(CheckpointReader.Parse(stream.ToArray(), "lake", "memory")));
    }

    [Fact]
    public void Draw_LargeMapOfManyHoles_IsRefusedInWordsRatherThanDrawnForEver()
    {
        Refusal.Of<ArgumentException>("100 x 100 cells with a probability of 0.5", () => FrozenLakeMap.Draw(100, 0.5, 3));
        Refusal.Of<ArgumentException>("take fewer cells, or more frozen ones", () => Envs.Make("FrozenLake-v1", new FrozenLakeOptions { MapName = "random", MapSize = 90, MapFrozen = 0.5 }));
        Assert.Equal(100, FrozenLakeMap.Draw(100, 0.65, 3).Count);
    }
}
