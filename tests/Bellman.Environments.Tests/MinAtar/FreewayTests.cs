using Bellman.Core;

namespace Bellman.Environments.Tests;

public sealed class FreewayTests : IDisposable
{
    private readonly Freeway _game = new(MinAtarScene.Firm);
    private readonly MinAtarScene _scene;

    public FreewayTests()
    {
        _scene = new MinAtarScene(_game);
        for (int lane = 1; lane <= Freeway.Cars; lane++) _game.SetCar(lane, column: 9, Freeway.SlowestFrames);
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
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(6, "6th")]
    public void Car_OfEachPace_MovesThatOften(int frames, string ordinal)
    {
        _game.SetCar(3, column: 7, pace: -frames);
        for (int i = 1; i < frames; i++)
        {
            _scene.Step();
            Assert.Contains((3, 7), _scene.Cells("cars"));
        }

        _scene.Step();
        Assert.Contains((3, 6), _scene.Cells("cars"));
        Assert.Contains((3, 7), _scene.Cells($"trail every {ordinal}"));
    }

    [Theory]
    [InlineData(0, -2, 9)]
    [InlineData(9, 2, 0)]
    public void Car_AtTheEdge_ComesBackOnTheOtherSide(int column, int pace, int next)
    {
        _game.SetCar(3, column, pace);
        _scene.Step();
        _scene.Step();
        Assert.Contains((3, next), _scene.Cells("cars"));
        Assert.Contains((3, column), _scene.Cells("trail every 2nd"));
    }

    [Fact]
    public void Top_Reached_PaysAndDrawsNewSpeeds()
    {
        _game.Row = 1;
        Assert.Equal(new StepResult(1, Terminated: false), _scene.Step(MinAtarAction.Up));
        Assert.Equal((9, 4), _scene.Cell("player"));
        Assert.NotEqual(8, _scene.Cells("trail every 6th").Length);
        Assert.Equal(0, _scene.Step(MinAtarAction.Up).Reward);
    }

    [Fact]
    public void Car_RunningIntoThePlayer_PutsHimBack()
    {
        _game.Row = 6;
        _game.SetCar(6, column: 3, pace: 2);
        _scene.Step();
        Assert.Equal((6, 4), _scene.Cell("player"));
        Assert.Equal(default, _scene.Step());
        Assert.Equal((9, 4), _scene.Cell("player"));
    }

    [Fact]
    public void Player_RunningIntoACar_IsPutBack()
    {
        _game.Row = 7;
        _game.SetCar(6, column: 4, pace: 2);
        Assert.Equal(default, _scene.Step(MinAtarAction.Up));
        Assert.Equal((9, 4), _scene.Cell("player"));
    }

    /// <summary>Speeds change only at the top, so that lanes nobody can cross would end the game. Cars that move in every frame make such lanes: three beside one another, in six of a hundred phases.</summary>
    [Fact]
    public void ThreeLanes_OfTheFastestCarsInAllPhases_CanBeCrossed()
    {
        const int Frames = 300;
        float[] observation = new float[_game.ObservationSpace.Size];
        var traffic = new HashSet<int>[Frames];
        for (int phases = 0; phases < 100; phases++)
        {
            _game.SetCar(5, column: 0, Freeway.FastestFrames);
            _game.SetCar(6, column: phases % 10, Freeway.FastestFrames);
            _game.SetCar(7, column: phases / 10, Freeway.FastestFrames);
            for (int frame = 0; frame < Frames; frame++)
            {
                _game.Step([0], observation);
                traffic[frame] = [.. CellsOf(observation, 1).Where(cell => cell.Column == 4).Select(cell => cell.Row)];
            }

            Assert.True(CanCross(traffic), $"phases {phases}");
        }
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

    /// <summary>Whether some order of ups and waits, one move in three frames, gets from the bottom to the top through the rows that hold a car in the player's column.</summary>
    private static bool CanCross(HashSet<int>[] traffic)
    {
        HashSet<(int Row, int Wait)> places = [(9, 0)];
        for (int frame = 0; frame + 1 < traffic.Length && !places.Any(place => place.Row == 0); frame++)
        {
            places = [.. places.SelectMany(place => Next(place.Row, Math.Max(place.Wait - 1, 0))).Where(place => !traffic[frame].Contains(place.Row) && !traffic[frame + 1].Contains(place.Row)), (9, 0)];
        }

        return places.Any(place => place.Row == 0);
    }

    private static IEnumerable<(int Row, int Wait)> Next(int row, int wait) => wait > 0 ? [(row, wait)] : [(row, 0), (row - 1, 3)];

    private static IEnumerable<(int Row, int Column)> CellsOf(float[] observation, int plane) =>
        Enumerable.Range(0, 100).Where(cell => observation[(plane * 100) + cell] == 1).Select(cell => (cell / 10, cell % 10));
}
