using Bellman.Core;

namespace Bellman.Environments.Tests;

public sealed class FreewayTests : IDisposable
{
    private readonly Freeway _game = new(MinAtarScene.Firm);
    private readonly MinAtarScene _scene;

    public FreewayTests()
    {
        _scene = new MinAtarScene(_game);
        for (int lane = 1; lane <= Freeway.Cars; lane++) _game.SetCar(lane, column: 9, pace: 5);
    }

    public void Dispose() => _game.Dispose();

    [Fact]
    public void Reset_OfManySeeds_DrawsAllSpeedsInBothDirections()
    {
        float[] observation = new float[_game.ObservationSpace.Size];
        var lanes = new HashSet<(int Plane, bool IsLeftward)>();
        for (ulong seed = 0; seed < 50; seed++)
        {
            _game.Reset(observation, seed);
            foreach ((int row, int column) in CellsOf(observation, 1))
            {
                for (int plane = 2; plane < 7; plane++)
                {
                    foreach ((_, int trail) in CellsOf(observation, plane).Where(cell => cell.Row == row))
                        lanes.Add((plane, trail == (column + 1) % 10));
                }
            }
        }

        Assert.Equal(10, lanes.Count);
    }

    [Fact]
    public void Player_CanMoveOnceInThreeFrames()
    {
        Assert.Equal((9, 4), _scene.Cell("player"));
        int[] rows = new int[7];
        for (int i = 0; i < rows.Length; i++)
        {
            _scene.Step(MinAtarAction.Up);
            rows[i] = _scene.Cell("player").Row;
        }

        Assert.Equal([8, 8, 8, 7, 7, 7, 6], rows);
    }

    [Fact]
    public void Player_AtTheBottom_StaysThere()
    {
        _scene.Step(MinAtarAction.Down);
        Assert.Equal((9, 4), _scene.Cell("player"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Car_OfEachPace_MovesThatOften(int frames)
    {
        _game.SetCar(3, column: 7, pace: -frames);
        for (int i = 1; i < frames; i++)
        {
            _scene.Step();
            Assert.Contains((3, 7), _scene.Cells("cars"));
        }

        _scene.Step();
        Assert.Contains((3, 6), _scene.Cells("cars"));
        string plane = frames == 1 ? "trail every frame" : $"trail every {frames}{(frames == 3 ? "rd" : "th")}";
        Assert.Contains((3, 7), _scene.Cells(plane));
    }

    [Theory]
    [InlineData(0, -1, 9)]
    [InlineData(9, 1, 0)]
    public void Car_AtTheEdge_ComesBackOnTheOtherSide(int column, int pace, int next)
    {
        _game.SetCar(3, column, pace);
        _scene.Step();
        Assert.Contains((3, next), _scene.Cells("cars"));
        Assert.Contains((3, column), _scene.Cells("trail every frame"));
    }

    [Fact]
    public void Top_Reached_PaysAndDrawsNewSpeeds()
    {
        _game.Row = 1;
        Assert.Equal(new StepResult(1, Terminated: false), _scene.Step(MinAtarAction.Up));
        Assert.Equal((9, 4), _scene.Cell("player"));
        Assert.NotEqual(8, _scene.Cells("trail every 5th").Length);
        Assert.Equal(0, _scene.Step(MinAtarAction.Up).Reward);
    }

    [Fact]
    public void Car_RunningIntoThePlayer_PutsHimBack()
    {
        _game.Row = 6;
        _game.SetCar(6, column: 3, pace: 1);
        Assert.Equal(default, _scene.Step());
        Assert.Equal((9, 4), _scene.Cell("player"));
    }

    [Fact]
    public void Player_RunningIntoACar_IsPutBack()
    {
        _game.Row = 7;
        _game.SetCar(6, column: 4, pace: 1);
        Assert.Equal(default, _scene.Step(MinAtarAction.Up));
        Assert.Equal((9, 4), _scene.Cell("player"));
    }

    [Fact]
    public void Make_ById_TruncatesAfter2500Frames()
    {
        using Env env = Envs.Make("MinAtar/Freeway-v1");
        float[] observation = new float[env.ObservationSpace.Size];
        env.Reset(observation, seed: 1);
        for (int i = 1; i < 2500; i++) Assert.False(env.Step([0], observation).Done);
        Assert.Equal(new StepResult(0, Terminated: false, Truncated: true), env.Step([0], observation));
    }

    private static IEnumerable<(int Row, int Column)> CellsOf(float[] observation, int plane) =>
        Enumerable.Range(0, 100).Where(cell => observation[(plane * 100) + cell] == 1).Select(cell => (cell / 10, cell % 10));
}
